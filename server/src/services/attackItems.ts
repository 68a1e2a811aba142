// Completion of ATT&CK: whole `[[rule.threat]]` tables by id or name, and ids, names and addresses within them.
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import type { AttackEdition } from '../catalog/attackEdition';
import type { Tactic, Technique } from '../catalog/catalogTypes';
import type { AttackReference, ThreatMapping } from '../rule/rule';
import type { RuleDocument } from '../rule/ruleDocument';
import type { TextEdit } from '../text/problem';
import { positionAt } from '../text/lineIndex';
import { touches } from '../text/span';
import type { Span } from '../text/span';
import type { LabelValue } from './labelItems';
import { lineEnd, toRange } from './position';
import { threatBlock } from './threatBlock';

/** More are not worth the time to list; typing on asks again. */
const limit = 60;

/**
 * Items that replace what is typed on the line by the tables of a technique under one of its tactics.
 * Empty until three letters of a name or the beginning of an id are typed.
 */
export function threatBlockItems(
  document: RuleDocument,
  { start, end: offset }: Span,
  attack: AttackEdition,
): readonly CompletionItem[] {
  const typed = document.text.slice(start, offset).replace(/^\[*(?:rule\.threat)?\]*\s*/, '');
  const fits = fitting(typed);
  if (!fits) return [];
  const range = toRange(document, { start, end: offset });
  const found = attack.techniques.filter(
    (technique) => technique.status === 'active' && fits(technique),
  );
  return found
    .flatMap((technique) => technique.tactics.map((tactic) => ({ technique, tactic })))
    .slice(0, limit)
    .map(({ technique, tactic }, index) => ({
      label: `${technique.id} ${technique.name}`,
      labelDetails: { description: attack.findTactic(tactic)?.name ?? '' },
      kind: CompletionItemKind.Struct,
      detail: `[[rule.threat]] under ${attack.findTactic(tactic)?.name ?? ''}`,
      filterText: document.text.slice(start, offset),
      sortText: `3${String(index).padStart(3, '0')}`,
      textEdit: { range, newText: threatBlock({ tactic, techniques: [technique.id] }, attack) },
      data: { kind: 'attack', id: technique.id },
    }));
}

function fitting(typed: string): ((technique: Technique) => boolean) | undefined {
  if (/^T[\d.]*$/i.test(typed)) return ({ id }) => id.startsWith(typed.toUpperCase());
  const wanted = typed.trim().toLowerCase();
  if (wanted.length < 3 || !/^[\w ./&()-]+$/.test(wanted)) return undefined;
  return ({ name }) => name.toLowerCase().includes(wanted);
}

/**
 * The values of `id`, `name` or `reference` in the threat table around the offset; undefined for other keys. An id brings
 * name and address along where the table lacks them.
 */
export function attackValues(
  document: RuleDocument,
  path: readonly string[],
  offset: number,
  attack: AttackEdition,
): readonly LabelValue[] | undefined {
  const match = /^rule\.threat\.(tactic|technique(?:\.subtechnique)?)\.(id|name|reference)$/.exec(
    path.join('.'),
  );
  const [, level = '', key = ''] = match ?? [];
  if (level === '') return undefined;
  const threat = document.rule.threat.findLast(({ span }) => span.start <= offset);
  if (!threat) return [];
  const place = placeIn(threat, offset);
  return candidates(threat, { ...place, level }, attack)
    .filter(({ id }) => key === 'id' || place.own?.id === undefined || place.own.id.value === id)
    .map((subject) => ({
      text: textFor(subject, key),
      detail: key === 'id' ? subject.name : subject.id,
      id: subject.id,
      edits: key === 'id' && place.own ? completing(document, place.own, subject, offset) : [],
    }));
}

function textFor({ id, name, url }: Tactic | Technique, key: string): string {
  if (key === 'id') return id;
  return key === 'name' ? name : url;
}

interface Place {
  /** The table that the offset is in. */
  readonly own: AttackReference | undefined;
  /** The technique that a sub-technique there belongs to. */
  readonly technique: AttackReference | undefined;
}

function placeIn({ tactic, techniques }: ThreatMapping, offset: number): Place {
  const technique = techniques.findLast(({ span }) => span.start <= offset);
  const all = [
    ...(tactic ? [tactic] : []),
    ...techniques.flatMap((each) => [each, ...each.subtechniques]),
  ];
  return { own: all.find(({ span }) => touches(span, offset)), technique };
}

/** What fits the tactic, and the technique above. The tactic is often written last, so without one all are offered. */
function candidates(
  { tactic }: ThreatMapping,
  { technique, level }: Place & { readonly level: string },
  attack: AttackEdition,
): readonly (Tactic | Technique)[] {
  if (level === 'tactic') return attack.tactics;
  const tacticId = tactic?.id?.value ?? '';
  if (level === 'technique.subtechnique') return attack.subtechniquesOf(technique?.id?.value ?? '');
  const all = attack.findTactic(tacticId)
    ? attack.techniquesOfTactic(tacticId)
    : attack.techniques.filter(({ status }) => status === 'active');
  return all.filter(({ parent }) => parent === undefined);
}

/** `name` and `reference` behind the line of the id, where the table lacks them. */
function completing(
  document: RuleDocument,
  own: AttackReference,
  subject: Tactic | Technique,
  offset: number,
): readonly TextEdit[] {
  const missing = [
    own.name ? '' : `\nname = ${JSON.stringify(subject.name)}`,
    own.reference ? '' : `\nreference = ${JSON.stringify(subject.url)}`,
  ].join('');
  if (missing === '') return [];
  const end = lineEnd(document, positionAt(document.lineStarts, offset).line);
  return end === offset ? [] : [{ span: { start: end, end }, text: missing }];
}
