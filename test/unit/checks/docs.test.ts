// docs/checks.md, the table of checks and package.json name the same codes, and the examples of the page hold.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { checkCodes, checks, runChecks } from '../../../server/src/checks';
import { docsUrl } from '../../../server/src/checks/docsUrl';
import { parserCodes } from '../../../server/src/checks/parserCodes';
import { directives } from '../../../server/src/checks/suppressions';
import { unusedSuppression } from '../../../server/src/checks/unusedSuppression';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { identityOf } from '../../../server/src/rule/ruleIdentity';
import { checkContext } from '../../../server/src/services/checkContext';
import { settingsFileProblems } from '../../../server/src/services/settingsFile';
import { RuleCollection } from '../../../server/src/services/otherRules';
import { parseToml } from '../../../server/src/toml/parse';
import { configProblems } from '../../../server/src/workspace/repositoryProblems';
import { memoryFiles } from '../../support/memoryFiles';

const page = readFileSync('docs/checks.md', 'utf8');
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly repository: { readonly url: string };
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly propertyNames?: { readonly enum: readonly string[] } }>
      >;
    };
  };
};

interface Section {
  readonly code: string;
  readonly text: string;
}

/** The sections of a level whose heading is a code, in order. */
function sectionsOf(level: '##' | '###'): readonly Section[] {
  const parts = page.split(new RegExp(`^${level} `, 'm')).slice(1);
  return parts.flatMap((part) => {
    const [code = ''] = part.split('\n');
    const text = part.slice(code.length).split(/^#{2,3} /m)[0] ?? '';
    return /^[a-z-]+$/.test(code) ? [{ code, text: text.trim() }] : [];
  });
}

/** The texts of the code blocks of a kind after the word. */
function blocksOf({ text }: Section, word: 'Wrong' | 'Right', kind: string): readonly string[] {
  const part = text.split(`${word}:\n`)[1]?.split(/^(?:Wrong|Right):$/m)[0] ?? '';
  return part
    .split(`\`\`\`${kind}\n`)
    .slice(1)
    .map((block) => block.split('```')[0] ?? '');
}

/** The code blocks after the word. A `toml` block is a file, named by a comment at its top; a `rule` block is the inside of `[rule]`, a `kql` block a query in it. */
function examplesOf({ text }: Section, word: 'Wrong' | 'Right'): readonly string[] {
  const part = text.split(`${word}:\n`)[1]?.split(/^(?:Wrong|Right):$/m)[0] ?? '';
  return [...part.matchAll(/```(toml|rule|kql)\n([^]*?)```/g)].map(([, kind, body = '']) => {
    if (kind === 'toml') return body;
    const type = /^type = /m.test(body) ? '' : 'type = "query"\n';
    const inside = kind === 'rule' ? body : `query = '''\n${body}'''\n`;
    return `[metadata]\n[rule]\n${type}${inside}`;
  });
}

/** The codes of each example; together they are the rules of a workspace. */
function codesFor(texts: readonly string[]): readonly (readonly string[])[] {
  const rules = texts.map((text, index) => ({
    path: /^# (\S+\.toml)\n/.exec(text)?.[1] ?? `rules/example_${index}.toml`,
    hasPath: /^# \S+\.toml\n/.test(text),
    document: parseRule(text),
  }));
  const collection = new RuleCollection(
    rules.flatMap(({ path, document }) =>
      document.isRule ? [{ path, ...identityOf(document) }] : [],
    ),
  );
  return rules.map(({ path, hasPath, document }) => {
    const context = checkContext(undefined, hasPath ? path : undefined);
    return runChecks(document, {
      ...context,
      others: collection.without(path, { whole: '' }),
    }).map(({ code }) => code);
  });
}

describe('docs/checks.md', () => {
  const rows = [...checks, unusedSuppression];
  const sections = sectionsOf('##');

  it('has one section per check, in the order of the table', () => {
    assert.deepEqual(
      sections.map(({ code }) => code),
      checkCodes,
    );
  });

  it('names the problems of the parsers, and why they matter', () => {
    assert.deepEqual(
      sectionsOf('###').map(({ code, text }) => ({ code, doc: text.split('\n\n')[0] })),
      parserCodes,
    );
    for (const { text } of sectionsOf('###')) assert.ok(text.includes('\n\n'), text);
  });

  for (const section of sectionsOf('###').filter(({ text }) => text.includes('Wrong:\n')))
    it(`${section.code}: finds what is wrong and lets pass what is right`, () => {
      const found = (word: 'Wrong' | 'Right'): readonly string[] => {
        const [settings] = blocksOf(section, word, 'settings');
        if (settings !== undefined)
          return settingsFileProblems(parseToml(settings)).map(({ code }) => code);
        const [yaml] = blocksOf(section, word, 'yaml');
        if (yaml !== undefined) {
          const disk = memoryFiles({ '/r/_config.yaml': yaml, '/r/rules/a.toml': '' });
          const [file] = configProblems('/r/_config.yaml', disk);
          return file?.problems.map(({ code }) => code) ?? [];
        }
        const examples = examplesOf(section, word);
        assert.equal(examples.length, 1);
        return codesFor(examples).flat();
      };
      assert.ok(found('Wrong').includes(section.code));
      assert.ok(!found('Right').includes(section.code));
    });

  for (const { code, severity, doc } of rows) {
    const section = sections.find((candidate) => candidate.code === code) ?? { code, text: '' };
    it(`${code}: says what the table says, why, and how to silence it`, () => {
      const [first, why] = section.text.split('\n\n');
      const level = severity.charAt(0).toUpperCase() + severity.slice(1);
      assert.equal(first?.replaceAll('\n', ' '), `**${level}.** ${doc}`);
      assert.ok(why !== undefined && !why.startsWith('Wrong'), 'no reason');
      assert.ok(
        section.text.endsWith(
          `Silence it with \`# ${directives[0]} ${code}\` or [otherwise](#how-to-silence-a-check).`,
        ),
        'no way to silence it',
      );
    });

    it(`${code}: finds what is wrong and lets pass what is right`, () => {
      const [wrong, right] = [examplesOf(section, 'Wrong'), examplesOf(section, 'Right')];
      assert.ok(wrong.length > 0 && right.length > 0);
      codesFor(wrong).forEach((codes, index) => {
        assert.ok(codes.includes(code), wrong[index]);
      });
      codesFor(right).forEach((codes, index) => {
        assert.ok(!codes.includes(code), right[index]);
      });
    });
  }

  it('is where the links of problems lead', () => {
    const { url } = manifest.repository;
    assert.equal(docsUrl('x'), `${url.replace(/\.git$/, '')}/blob/main/docs/checks.md#x`);
  });
});

describe('package.json', () => {
  it('offers the codes in the setting of levels', () => {
    const { properties } = manifest.contributes.configuration;
    assert.deepEqual(properties['rulewright.checks.severity']?.propertyNames?.enum, checkCodes);
  });
});
