// What keeps a rule from running is told by a run as the checks tell it: code, words and place.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runChecks } from '../../../server/src/checks';
import { evaluateRule } from '../../../server/src/engine/evaluateRule';
import { fidelityOf } from '../../../server/src/engine/fidelity';
import { layeredTypes } from '../../../server/src/engine/fieldTypeLayers';
import * as fieldCatalog from '../../../server/src/catalog/fieldCatalog';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { checkContext } from '../../../server/src/services/checkContext';
import { sampleOf } from '../../support/samples';

const kuery = 'language = "kuery"\nquery = "process.pid: 4"\n';
const ofType = (type: string, more = ''): string => `[rule]\ntype = "${type}"\n${kuery}${more}`;
const history = (value: string): string =>
  `[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "${value}"\n`;
const newTerms = (fields: string): string =>
  `[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ${fields}\n`;

const rows: readonly (readonly [text: string, code: string])[] = [
  [`[rule]\nquery = "a: b"\nname = "x"\nrisk_score = 1\n`, 'missing-key'],
  [ofType('qurey'), 'invalid-value'],
  [ofType('query').replace('kuery', 'kquery'), 'invalid-value'],
  [ofType('query', 'from = "9m"\n'), 'invalid-value'],
  [ofType('query', 'from = 9\n'), 'wrong-type'],
  [ofType('query', 'interval = "5x"\n'), 'invalid-value'],
  [ofType('query', 'max_signals = 0\n'), 'invalid-value'],
  [ofType('threshold'), 'missing-key'],
  [ofType('threshold', '[rule.threshold]\nfield = 7\nvalue = 3\n'), 'wrong-type'],
  [ofType('threshold', '[rule.threshold]\nfield = ["user.name"]\n'), 'missing-key'],
  [ofType('threshold', '[rule.threshold]\nfield = ["user.name"]\nvalue = 0\n'), 'invalid-value'],
  [ofType('new_terms'), 'missing-key'],
  [ofType('new_terms', newTerms('["user.name"]')), 'missing-key'],
  [ofType('new_terms', newTerms('"user.name"') + history('now-7d')), 'wrong-type'],
  [ofType('new_terms', newTerms('["a", "b", "c", "d"]') + history('now-7d')), 'invalid-value'],
  [ofType('new_terms', newTerms('["user.name"]') + history('7d')), 'history-window'],
  [ofType('threat_match'), 'missing-key'],
  [ofType('query').replace('pid: 4', 'pid: 4*'), 'wildcard-type'],
  [ofType('query').replace('pid: 4', 'pid: four'), 'value-type'],
  [ofType('query').replace('pid: 4', 'pid: { a: 1 }'), 'nested-field'],
  [ofType('query').replace('pid: 4', 'pid: null'), 'null-value'],
  [ofType('query').replace('pid: 4', 'pid: (4'), 'kql-syntax'],
];

/** Where the query is at fault a check points at the value, a run at the clause. */
const ofQuery: readonly string[] = ['wildcard-type', 'value-type', 'nested-field', 'null-value'];

describe('a problem in run and check', () => {
  for (const [text, code] of rows)
    it(`${code}: ${text.split('\n').slice(1).join(' ')}`, () => {
      const document = parseRule(text);
      const { result } = evaluateRule({
        document,
        samples: [sampleOf('{"@timestamp":"2026-01-01T00:00:00Z"}\n')],
        indicators: [],
        clock: { mode: 'replay' },
        types: layeredTypes(new Map(), fieldCatalog),
      });
      const { failure } = result;
      assert.equal(failure?.code, code, failure?.message);
      const told = failure.message.replace('This would fail in Kibana: ', '').replace(/\.$/, '');
      const found = runChecks(document, checkContext()).filter(
        (problem) =>
          problem.code === code &&
          problem.message.replace('This would fail in Kibana: ', '').replace(/\.$/, '') === told,
      );
      assert.equal(found.length, 1, told);
      assert.ok(failure.span);
      if (!ofQuery.includes(code)) assert.deepEqual(found[0]?.span, failure.span);
      const isOfFile = ['missing-key', 'invalid-value', 'wrong-type'].includes(code);
      assert.deepEqual(
        fidelityOf([], failure),
        isOfFile ? undefined : { level: 'exact', notes: [] },
      );
    });
});
