// building-block-timing: a building block that runs too often.
import { booleanAt } from '../../rule/tomlValues';
import type { Check, CheckInput, Finding } from '../check';
import { addPair } from '../pairEdits';
import {
  changeText,
  isBuildingBlock,
  isDeprecated,
  metadataOf,
  ruleHeader,
  ruleOf,
} from '../ruleTables';
import { intervalSeconds, reachOf } from './schedule';

export const buildingBlockTiming: Check = {
  code: 'building-block-timing',
  severity: 'warning',
  doc: 'A building block runs every 60 minutes or less often and looks back at least 119 minutes.',
  needsWholeFile: true,
  run: findTiming,
};

function findTiming({ document }: CheckInput): readonly Finding[] {
  if (!isBuildingBlock(document) || isDeprecated(document)) return [];
  if (booleanAt(metadataOf(document), 'bypass_bbr_timing')?.value === true) return [];
  const { from, interval } = document.rule;
  const header = ruleHeader(document);
  const back = from && reachOf(from.value)?.least;
  // A value of another type is a problem of its own.
  const lacks = (key: string): boolean => ruleOf(document)?.entries.has(key) !== true;
  const every = interval && intervalSeconds(interval.value);
  const findings: Finding[] = [];
  if (lacks('from') || (back !== undefined && back < 119 * 60))
    findings.push({
      message:
        'A building block looks back at least 119 minutes (or has `bypass_bbr_timing = true` in `[metadata]`).',
      span: from?.span ?? header,
      fixes: from
        ? [changeText(from.span, 'now-119m')]
        : addPair(document, ruleOf(document), { key: 'from', value: '"now-119m"', below: 'name' }),
    });
  if (lacks('interval') || (every !== undefined && every < 60 * 60))
    findings.push({
      message:
        'A building block runs at most every 60 minutes (or has `bypass_bbr_timing = true` in `[metadata]`).',
      span: interval?.span ?? header,
      fixes: interval
        ? [changeText(interval.span, '60m')]
        : addPair(document, ruleOf(document), { key: 'interval', value: '"60m"', below: 'name' }),
    });
  return findings;
}
