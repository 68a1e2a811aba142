// Ids and names of rules that no rule of the repository has.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runChecks } from '../../../server/src/checks';
import { identityOf } from '../../../server/src/rule/ruleIdentity';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { checkContext } from '../../../server/src/services/checkContext';
import { RuleCollection } from '../../../server/src/services/otherRules';
import type { Surroundings } from '../../../server/src/services/otherRules';
import { applyEdits } from '../../../server/src/text/edits';

const idOf = (mark: string): string => `${mark.repeat(8)}-0000-4000-8000-${mark.repeat(12)}`;
const [a, b, gone] = [idOf('a'), idOf('b'), idOf('c')];
const ruleText = (name: string, id: string, more = ''): string =>
  `[metadata]\n[rule]\nname = "${name}"\nrule_id = "${id}"\n${more}`;

const rules = ['Rare Tool', 'Odd Port Used'].map((name, at) => ({
  path: `rules/${at}.toml`,
  ...identityOf(parseRule(ruleText(name, [a, b][at] ?? ''))),
}));

/** Each finding with the text below it, and the text that its first fix puts there. */
function foundIn(text: string, around: Surroundings = { whole: '' }): readonly string[] {
  const others = new RuleCollection(rules).without('exceptions/a.toml', around);
  const problems = runChecks(parseRule(text), { ...checkContext(), others });
  return problems
    .filter(({ code }) => code.startsWith('unknown-rule'))
    .map(({ message, span, fixes = [] }) => {
      const [fix] = fixes;
      const [edit] = fix?.edits ?? [];
      if (fix) assert.equal(applyEdits(text, fix.edits).includes(edit?.text ?? '?'), true);
      const change = edit ? ` -> ${edit.text}` : '';
      return `${text.slice(span.start, span.end)}${change}: ${message}`;
    });
}

const exceptions = (ids: readonly string[], names: readonly string[]): string =>
  `[metadata]\nlist_name = "L"\nrule_ids = ${JSON.stringify(ids)}\nrule_names = ${JSON.stringify(names)}\n[[exceptions]]\n`;
const actions = (id: string, name: string): string =>
  `[metadata]\nrule_id = ${JSON.stringify([id])}\nrule_name = "${name}"\n[[actions]]\naction_type_id = ".email"\n`;

describe('unknown-rule', () => {
  const noId = 'No rule of the repository has this id';
  const noName = 'No rule of the repository has this name';

  it('lets known rules pass, retired ones by their id too', () => {
    assert.deepEqual(foundIn(exceptions([a, b], ['Rare Tool', 'Odd Port Used'])), []);
    assert.deepEqual(foundIn(actions(a, 'Rare Tool')), []);
    assert.deepEqual(foundIn(exceptions([gone], []), { whole: '', retiredIds: [gone] }), []);
  });

  it('says nothing while some rules are not known, or of another repository', () => {
    const text = exceptions([gone], ['Other']);
    assert.deepEqual(foundIn(text, {}), []);
    assert.deepEqual(foundIn(text, { whole: undefined }), []);
    assert.equal(foundIn(exceptions([a], []), { whole: 'x' }).length, 1);
  });

  it('takes the other half of a pair for what is meant', () => {
    assert.deepEqual(foundIn(exceptions([gone], ['Rare Tool'])), [
      `"${gone}" -> "${a}": ${noId}; did you mean \`${a}\`?`,
    ]);
    assert.deepEqual(foundIn(actions(b, 'Quite Other')), [
      `"Quite Other" -> "Odd Port Used": ${noName}; did you mean \`Odd Port Used\`?`,
    ]);
  });

  it('else what is nearest', () => {
    const typo = a.replace('aaaa', 'aaba');
    assert.deepEqual(foundIn(exceptions([typo], [])), [
      `"${typo}" -> "${a}": ${noId}; did you mean \`${a}\`?`,
    ]);
    assert.deepEqual(foundIn(exceptions([], ['Rare Tols', 'Something Else'])), [
      `"Rare Tols" -> "Rare Tool": ${noName}; did you mean \`Rare Tool\`?`,
      `"Something Else": ${noName}.`,
    ]);
    const far = '01234567-89ab-4def-8123-456789abcdef';
    assert.deepEqual(foundIn(exceptions([far], [])), [`"${far}": ${noId}.`]);
  });
});

describe('unknown-rule-mention', () => {
  const guide = (line: string): string => ruleText('Own', idOf('d'), `note = """\n${line}\n"""\n`);
  const no = 'No rule of the repository has this id';
  const meantA = `${gone} -> ${a}: ${no}: \`Rare Tool\` has the id \`${a}\`.`;
  const lines: readonly (readonly [line: string, found: readonly string[]])[] = [
    [`- Rare Tool - ${a}`, []],
    [`- Own - ${idOf('d')}`, []],
    [`- Rare Tool - ${gone}`, [meantA]],
    [`* Rare Tool - \\"${gone}\\"`, [meantA]],
    [`  - Rare Tool (${gone})`, [meantA]],
    [`- Rare Tools - ${gone}`, [`${gone} -> ${a}: ${no}; did you mean \`Rare Tool\` (\`${a}\`)?`]],
    [`- Rarer Tool Seen - ${gone}`, [`${gone}: ${no}.`]],
    [`- Nothing Like It - ${gone}`, [`${gone}: ${no}.`]],
    [`alerts of the promotion rule (UUID: ${gone})`, [`${gone}: ${no}.`]],
    [`First Seen (rule_id: ${gone})`, [`${gone}: ${no}.`]],
    // Applications, roles and tenants have such ids too.
    [`- Owner: ${gone}`, []],
    [`- Authentication Broker (${gone})`, []],
    [`the broker \`${gone}\` is unusual`, []],
  ];
  for (const [line, found] of lines)
    it(line, () => {
      assert.deepEqual(foundIn(guide(line)), found);
    });

  it('looks at queries for alerts', () => {
    const query = (text: string): string =>
      ruleText('Own', idOf('d'), `type = "query"\nlanguage = "kuery"\nquery = '''${text}'''\n`);
    const field = 'kibana.alert.rule.rule_id';
    assert.deepEqual(foundIn(query(`${field}: (${a} or "${gone}") and not ${field}: ${b}`)), [
      `"${gone}": ${no}.`,
    ]);
    assert.deepEqual(foundIn(query(`user.id: ${gone} and ${field}: *`)), []);
  });

  it('says nothing while some rules are not known', () => {
    assert.deepEqual(foundIn(guide(`- Rare Tool - ${gone}`), {}), []);
  });
});
