// building-block-timing: a building block that runs too often.
import type { RuleDocument } from '../../rule/ruleDocument';
import { booleanAt, stringAt } from '../../rule/tomlValues';
import type { Fix } from '../../text/problem';
import type { Check, CheckInput, Finding } from '../check';
import { nothing } from '../findEach';
import { addPair } from '../pairEdits';
import { isBuildingBlock, isDeprecated, metadataOf, ruleHeader, ruleOf } from '../ruleTables';
import { intervalSeconds, reachOf, roomyFrom } from './schedule';

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
  const isShort = lacks('from') || (back !== undefined && back < leastBack);
  const isOften = lacks('interval') || (every !== undefined && every < leastInterval);
  if (!isShort && !isOften) return nothing;
  // Both together: one alone would leave a gap, or search each event many times.
  const fixes = fixesFor(document, {
    ...(isShort && { from: fromFor(isOften ? leastInterval : (every ?? leastInterval)) }),
    ...(isOften && { interval: '60m' }),
  });
  const findings: Finding[] = [];
  if (isShort)
    findings.push({
      message:
        'A building block looks back at least 119 minutes (or has `bypass_bbr_timing = true` in `[metadata]`).',
      span: from?.span ?? header,
      fixes,
    });
  if (isOften)
    findings.push({
      message:
        'A building block runs at most every 60 minutes (or has `bypass_bbr_timing = true` in `[metadata]`).',
      span: interval?.span ?? header,
      fixes,
    });
  return findings;
}

/** Seconds. */
const leastBack = 119 * 60;
const leastInterval = 60 * 60;

function fromFor(interval: number): string {
  return interval > leastBack ? roomyFrom(interval) : 'now-119m';
}

interface Times {
  readonly from?: string;
  readonly interval?: string;
}

function fixesFor(document: RuleDocument, times: Times): readonly Fix[] {
  const edits = Object.entries(times).flatMap(([key, time]: [string, string]) => {
    const value = JSON.stringify(time);
    const old = stringAt(ruleOf(document), key);
    if (old) return [{ span: old.span, text: value }];
    return addPair(document, ruleOf(document), { key, value, below: 'name' })[0]?.edits ?? [];
  });
  const words = Object.entries(times).map(([key, time]) => `\`${key} = "${time}"\``);
  return edits.length === words.length
    ? [{ title: `Set ${words.join(' and ')}`, edits, isSafe: false }]
    : [];
}
