// Shortens a rule window that overlaps those before it many times.
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Fix } from '../../text/problem';
import { changeText, isBuildingBlock } from '../ruleTables';
import { isEqlSequence } from './eqlSequence';
import { reachOf, roomyFrom } from './schedule';
import type { Schedule } from './schedule';

/** To less than two intervals; not of building blocks, which look far back, nor of sequences, which take their time. */
export function shorterFrom(document: RuleDocument, { interval }: Schedule): readonly Fix[] {
  const { from, to } = document.rule;
  const { query } = document;
  if (!from || to || isBuildingBlock(document) || (query && isEqlSequence(query))) return [];
  const better = roomyFrom(interval);
  const isShort = (reachOf(better)?.most ?? Infinity) < 2 * interval;
  return isShort ? [changeText(from.span, better)] : [];
}
