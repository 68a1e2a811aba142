// Services over all rules: symbols, references, rename, the edit that fixes many files.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInAttack } from '../../../server/src/catalog/attackCatalog';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { summaryOf } from '../../../server/src/rule/ruleSummary';
import { checkContext } from '../../../server/src/services/checkContext';
import { planFixes } from '../../../server/src/services/fixPlan';
import { fixesEdit, sumOfCounts } from '../../../server/src/services/fixWorkspace';
import {
  doReferences,
  findRuleDefinitions,
  referencedAt,
} from '../../../server/src/services/references';
import { nameObstacle, renameEdits, renameObstacle } from '../../../server/src/services/rename';
import { doWorkspaceSymbols } from '../../../server/src/services/workspaceSymbols';
import type { WorkspaceRule } from '../../../server/src/services/workspaceRules';
import { applyEdits } from '../../../server/src/text/edits';
import { toOffset } from '../../../server/src/services/position';
import { readCursor } from '../../support/drawing';

const one = `[rule]
rule_id = "1f0cf8a4-30c2-4a3a-9a52-2b6a7c3d9e01"
name = "Odd Parent"
type = "query"
query = "acme.id : 1"
[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "T1059"
`;
const other = `[rule]
rule_id = "2f0cf8a4-30c2-4a3a-9a52-2b6a7c3d9e02"
name = "Even Child"
type = "query"
note = "Like 1f0cf8a4-30c2-4a3a-9a52-2b6a7c3d9e01."
query = "acme.id : 2 or acme.id : 3"
`;

function fileOf(uri: string, text: string): WorkspaceRule {
  const summary = summaryOf(parseRule(text));
  if (!summary) throw new Error(`${uri} is no rule`);
  return { uri, summary };
}

const rules = [fileOf('file:///r/one.toml', one), fileOf('file:///r/two%20b.toml', other)];
const unknown = { isDeclared: false, isKnown: false };

describe('workspace symbols', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['', ['Odd Parent', 'Even Child']],
    ['odd', ['Odd Parent']],
    ['chld', ['Even Child']],
    ['2f0cf8a4', ['Even Child (2f0cf8a4-30c2-4a3a-9a52-2b6a7c3d9e02)']],
    ['two b', ['Even Child']],
    ['t1059', ['T1059 Command and Scripting Interpreter']],
    ['scripting', ['T1059 Command and Scripting Interpreter']],
    ['nothing', []],
  ];
  for (const [query, expected] of rows)
    it(query || '(all)', () => {
      assert.deepEqual(
        doWorkspaceSymbols(rules, query, builtInAttack).map(({ name }) => name),
        expected,
      );
    });
});

describe('references', () => {
  it('lead from the name of a rule to its id, with or without its own place', () => {
    const { text, offset } = readCursor(one.replace('Odd', 'O<|>dd'));
    const thing = referencedAt(parseRule(text), offset);
    assert.equal(thing?.kind, 'rule');
    assert.equal(doReferences(rules, thing, { includeDeclaration: true }).length, 2);
    const [found] = doReferences(rules, thing, { includeDeclaration: false });
    assert.equal(found?.uri, 'file:///r/two%20b.toml');
    const [definition] = findRuleDefinitions(rules, thing);
    assert.deepEqual([definition?.uri, definition?.range.start.line], ['file:///r/one.toml', 1]);
  });
});

describe('rename', () => {
  const field = { kind: 'field', name: 'acme.id' } as const;

  it('is for declared custom fields alone', () => {
    assert.equal(renameObstacle(field, { isDeclared: true, isKnown: false }), undefined);
    assert.match(renameObstacle(field, unknown) ?? '', /declared in no schema file/);
    assert.match(renameObstacle(field, { ...unknown, isKnown: true }) ?? '', /Elastic's own/);
    assert.match(renameObstacle({ kind: 'attack', name: 'T1' }, unknown) ?? '', /Only a custom/);
    assert.match(nameObstacle('a b', unknown) ?? '', /no field name/);
    assert.match(nameObstacle('a.b', { ...unknown, isDeclared: true }) ?? '', /already/);
    assert.match(nameObstacle('Not', unknown) ?? '', /operator/);
    assert.equal(nameObstacle('acme.key', unknown), undefined);
  });

  it('edits every place', () => {
    const edits = renameEdits(rules, field, 'acme.key');
    assert.ok(typeof edits === 'object');
    const document = parseRule(other);
    const changed = (edits.get('file:///r/two%20b.toml') ?? []).map(({ range, newText }) => ({
      span: { start: toOffset(document, range.start), end: toOffset(document, range.end) },
      text: newText,
    }));
    assert.equal(applyEdits(other, changed), other.replaceAll('acme.id', 'acme.key'));
  });

  it('leaves every text whole around the name, however it is written', () => {
    const text = `[rule]
type = "query"
query = "acme.id:1 and \\"acme.id\\":2 and \\u0022acme.id\\u0022: 3"
note = "Open {{acme.id}} and {{ acme.id }}, not {{acme.id.part}}."
[[rule.filters]]
meta = { key = "acme.id" }
query = { match_phrase = { "acme.id" = "x" } }
[rule.filters."$state"]
[[rule.filters]]
[rule.filters.query.wildcard."acme.id"]
value = "*acme.id"
[[rule.filters]]
query = { exists = { field = "acme.id" } }
[[transform.investigate]]
providers = [[{ field = "acme.id", value = "{{acme.id}}" }]]
`;
    const document = parseRule(text);
    const edits = renameEdits([fileOf('file:///a.toml', text)], field, 'acme.key');
    assert.ok(typeof edits === 'object');
    const changed = (edits.get('file:///a.toml') ?? []).map(({ range, newText }) => ({
      span: { start: toOffset(document, range.start), end: toOffset(document, range.end) },
      text: newText,
    }));
    const expected = text.replaceAll(/(?<!\*)acme\.id(?!\.part)/g, 'acme.key');
    assert.equal(applyEdits(text, changed), expected);
  });

  it('puts a bare key that is to have dots in quotes', () => {
    const text = '[rule]\ntype = "query"\n[[rule.filters]]\nquery.term.tenant = "x"\n';
    const edits = renameEdits(
      [fileOf('file:///a.toml', text)],
      { kind: 'field', name: 'tenant' },
      'acme.tenant',
    );
    assert.ok(typeof edits === 'object');
    assert.deepEqual(
      edits.get('file:///a.toml')?.map(({ newText }) => newText),
      ['"acme.tenant"'],
    );
  });

  it('is refused where a nested group holds a part of the name', () => {
    const nested = fileOf('file:///n.toml', '[rule]\ntype = "query"\nquery = "acme:{ id:1 }"\n');
    const refusal = renameEdits([nested], field, 'acme.key');
    assert.ok(typeof refusal === 'string');
    assert.match(refusal, /nested group .*line 3/);
  });
});

describe('fixes of many files', () => {
  it('wait for confirmation, by check', () => {
    const text =
      '[rule]\ntype = "query"\ntags = ["Domain: Endpoint", "Domain: Endpoint"]\nquery = "a:b"\n';
    const plan = planFixes(parseRule(text), checkContext());
    assert.ok(plan);
    assert.equal(plan.counts['duplicate-tag'], 1);
    const edit = fixesEdit([{ textDocument: { uri: 'file:///a.toml', version: null }, plan }]);
    const annotations = Object.values(edit.changeAnnotations ?? {});
    assert.ok(annotations.length > 0);
    assert.ok(annotations.every(({ needsConfirmation }) => needsConfirmation === true));
    const [[code, count] = []] = sumOfCounts([{ ...plan, counts: { a: 1, b: 2 } }, plan]);
    assert.deepEqual([code, count], ['b', 2]);
  });

  it('are none for a file without problems that are safe to fix', () => {
    assert.equal(planFixes(parseRule('title = 1\n'), checkContext()), undefined);
  });
});
