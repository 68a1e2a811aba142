// Hover on ids of rules of the workspace and of timeline templates.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { doHover } from '../../../server/src/services/hover';
import { RuleCollection } from '../../../server/src/services/otherRules';
import { readCursor } from '../../support/drawing';

const id = '11111111-2222-4333-8444-555555555555';
const rules = new RuleCollection([
  { id, name: 'A *rule*', type: 'eql', isDeprecated: false, path: 'rules/a.toml' },
  { id: 'own', name: 'Own', type: 'query', isDeprecated: false, path: 'rules/own.toml' },
  {
    id: '99999999-2222-4333-8444-555555555555',
    name: 'Old',
    isDeprecated: true,
    path: 'rules/_deprecated/old.toml',
  },
]);

function hover(source: string): string | undefined {
  const { text, offset } = readCursor(source);
  const contents = doHover(parseRule(text), offset, { rules })?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : undefined;
}

describe('hover on ids', () => {
  const rule = `**A \\*rule\\*** · rule · \`eql\`\n\n\`rules/a.toml\``;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [`[rule]\nname = "x"\ntype = "query"\nrelated = ["1111<|>${id.slice(4)}"]\n`, rule],
    [
      `[rule]\nname = "x"\ntype = "query"\nnote = "See ${id.slice(0, 9)}<|>${id.slice(9)} too."\n`,
      rule,
    ],
    [`[rule]\nname = "x"\ntype = "query"\n# like ${id}<|>\n`, rule],
    [
      `[rule]\nname = "x"\ntype = "query"\nnote = "99999<|>999-2222-4333-8444-555555555555"\n`,
      '**Old** · rule · deprecated\n\n`rules/_deprecated/old.toml`',
    ],
    [
      '[rule]\nname = "x"\ntype = "query"\ntimeline_id = "db366523-f1c6-4c1f-<|>8731-6ce5ed9e5717"\n',
      '**Generic Endpoint Timeline** · timeline template\n\nElastic ships it.',
    ],
    [
      '[rule]\nname = "x"\ntype = "query"\nnote = "00000000-2222-<|>4333-8444-555555555555"\n',
      undefined,
    ],
  ];
  for (const [source, expected] of rows)
    it(source.replaceAll('\n', ' '), () => {
      assert.equal(hover(source), expected);
    });
});
