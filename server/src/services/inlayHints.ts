// Inlay hints: what codes, SIDs and technique ids stand for, and the real times of date math.
import { InlayHintKind } from 'vscode-languageserver';
import type { InlayHint } from 'vscode-languageserver';
import { findAttack } from '../catalog/attackCatalog';
import type { AttackCatalog } from '../catalog/attackCatalog';
import { findEventCodes, findSid } from '../catalog/windowsCatalog';
import type { RuleDocument } from '../rule/ruleDocument';
import type { Span } from '../text/span';
import type { InlayHintSettings } from '../settings';
import { isAttack, referencesOf } from './attackHover';
import { holdsEventCode } from './fieldKinds';
import { clausesOf } from './kqlClauses';
import { termText } from './kqlPlace';
import { toPosition } from './position';
import { durationText, overlapOf, ruleTimes, shortTime } from './ruleTimes';
import type { Clocks } from './timeHover';

/** Longer texts would push the rule aside. */
const longestLabel = 40;

interface Hint {
  /** The hint stands at its end. */
  readonly span: Span;
  readonly label: string;
  readonly tooltip?: string;
}

/** What hints are wanted, and what they speak from. */
export interface HintRequest {
  readonly settings: InlayHintSettings;
  readonly clocks: Clocks;
  readonly attack: AttackCatalog;
}

/** The hints whose place is within a span. */
export function doInlayHints(
  document: RuleDocument,
  within: Span,
  { settings, clocks, attack }: HintRequest,
): InlayHint[] {
  const hints = [
    ...(settings.sids ? sidHints(document) : []),
    ...(settings.eventCodes ? eventCodeHints(document) : []),
    ...(settings.techniques ? techniqueHints(document, attack) : []),
    ...timeHints(document, settings, clocks),
  ];
  return hints
    .filter(({ span }) => within.start <= span.end && span.end <= within.end)
    .map(({ span, label, tooltip }) => ({
      position: toPosition(document, span.end),
      label: shortened(label),
      kind: InlayHintKind.Type,
      paddingLeft: true,
      ...((tooltip ?? shortened(label) !== label) && { tooltip: tooltip ?? label }),
    }));
}

function shortened(label: string): string {
  return label.length > longestLabel ? `${label.slice(0, longestLabel - 3).trimEnd()}...` : label;
}

function sidHints(document: RuleDocument): readonly Hint[] {
  return clausesOf(document.query).flatMap(({ value }) => {
    const text = termText(value);
    const sid = /^S-1-/i.test(text) ? findSid(text) : undefined;
    return sid ? [{ span: value.span, label: sid.name, tooltip: `${sid.name}: ${sid.kind}` }] : [];
  });
}

function eventCodeHints(document: RuleDocument): readonly Hint[] {
  return clausesOf(document.query).flatMap(({ field, value }) => {
    if (!field || !holdsEventCode(termText(field))) return [];
    const events = findEventCodes(termText(value));
    const [first] = events;
    if (!first) return [];
    // One code means other things in other channels; Security and Sysmon stand first in the table.
    const tooltip = events.map(({ title, channel }) => `${title} (${channel})`).join('\n');
    return [{ span: value.span, label: first.title, tooltip }];
  });
}

/** Names of ids that do not stand beside them yet, or of which the file says something else. */
function techniqueHints(document: RuleDocument, attack: AttackCatalog): readonly Hint[] {
  const references = document.rule.threat.filter(isAttack).flatMap(referencesOf);
  return references.flatMap(({ id, name }) => {
    const known = id && findAttack(attack, id.value);
    return known && known.name !== name?.value ? [{ span: id.span, label: known.name }] : [];
  });
}

function timeHints(
  document: RuleDocument,
  settings: InlayHintSettings,
  { now, chosen }: Clocks,
): readonly Hint[] {
  const { from, interval, newTerms } = document.rule;
  const times = ruleTimes(document, chosen ?? now);
  const moment = `if the rule runs at ${shortTime(times.now)}`;
  const hints: Hint[] = [];
  if (settings.times && from && times.from !== undefined)
    hints.push({ span: from.span, label: shortTime(times.from), tooltip: moment });
  const history = newTerms?.historyWindowStart;
  if (settings.times && history && times.historyStart !== undefined)
    hints.push({ span: history.span, label: shortTime(times.historyStart), tooltip: moment });
  const place = interval ?? from;
  const overlap = overlapOf(times);
  if (settings.lookback && place && overlap !== undefined)
    hints.push({ span: place.span, ...overlapHint(overlap) });
  return hints;
}

function overlapHint(overlap: number): Pick<Hint, 'label' | 'tooltip'> {
  if (overlap < 0)
    return {
      label: `gap of ${durationText(overlap)}`,
      tooltip: 'Events of this time between two windows are never looked at.',
    };
  return {
    label: `lookback ${durationText(overlap)}`,
    tooltip: 'By so much windows overlap: events that arrive that late are still seen.',
  };
}
