// What is said of a TOML file that is almost a rule.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { noRuleText, whyNoRule } from '../../../server/src/rule/notRule';

const keys = 'name = "x"\ntype = "query"\nquery = "a: b"\n';

const rows: readonly (readonly [text: string, expected: RegExp | undefined])[] = [
  [`[rules]\n${keys}`, /`\[rules\]` must be named `\[rule\]`/],
  [`[metadata]\n[rul]\n${keys}`, /`\[rul\]` must be named/],
  [`[[rule]]\n${keys}`, /`\[\[rule\]\]` begins a list/],
  [keys, /need the header `\[rule\]`/],
  [`[metadata]\nmaturity = "production"\n${keys}`, /stand in `\[metadata\]`/],
  ['[metadata]\ncreation_date = "2026/01/01"\n', /no table `\[rule\]`/],
  ['[package]\nname = "x"\n[package.metadata]\ntype = "query"\n', undefined],
  ['[[rules]]\nid = "x"\nregex = "y"\n', undefined],
  ['[metadata]\nname = "x"\n', undefined],
  ['', undefined],
];

describe('a file that is almost a rule', () => {
  for (const [text, expected] of rows)
    it(JSON.stringify(text), () => {
      const { toml, isRule } = parseRule(text);
      assert.equal(isRule, false);
      const why = whyNoRule(toml);
      if (!expected) assert.equal(why, undefined);
      else assert.match(why ?? '', expected);
    });

  it('is named', () => {
    assert.equal(
      noRuleText('a.toml', parseRule('').toml),
      'a.toml holds no detection rule (a [rule] table)',
    );
    assert.match(
      noRuleText('a.toml', parseRule(keys).toml),
      /^a\.toml holds no detection rule\. Its keys/,
    );
  });
});
