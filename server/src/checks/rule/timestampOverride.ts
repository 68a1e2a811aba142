// timestamp-override: a rule that misses events which arrive late.
import { stringAt } from '../../rule/tomlValues';
import type { Check, CheckInput, Finding } from '../check';
import { addPair } from '../pairEdits';
import { changeText, isDeprecated, ruleHeader, ruleOf } from '../ruleTables';
import { isEqlSequence } from './eqlSequence';

export const timestampOverride: Check = {
  code: 'timestamp-override',
  severity: 'information',
  doc: 'A rule in KQL or an EQL rule without a sequence takes `event.ingested`, so that events which arrive late are seen.',
  needsWholeFile: true,
  run: findOverride,
};

function findOverride({ document }: CheckInput): readonly Finding[] {
  if (isDeprecated(document) || !needsIt(document)) return [];
  const override = stringAt(ruleOf(document), 'timestamp_override');
  if (override?.value === 'event.ingested') return [];
  const message =
    'Without `timestamp_override = "event.ingested"` events that arrive after the rule window are never seen.';
  if (override)
    return [{ message, span: override.span, fixes: [changeText(override.span, 'event.ingested')] }];
  // A value of another type is a problem of its own.
  if (ruleOf(document)?.entries.has('timestamp_override')) return [];
  const pair = { key: 'timestamp_override', value: '"event.ingested"', below: 'type' };
  const fixes = addPair(document, ruleOf(document), pair);
  return [{ message, span: ruleHeader(document), fixes }];
}

/** Sequences order by the time of the event. */
function needsIt({ rule, query }: CheckInput['document']): boolean {
  if (rule.type?.value === 'machine_learning' || !query) return false;
  return query.language === 'kuery' || (query.language === 'eql' && !isEqlSequence(query));
}
