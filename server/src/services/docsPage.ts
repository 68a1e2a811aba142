// Documentation pages of fields, Windows events and ATT&CK ids, as Markdown behind `rulewright-docs:` addresses: what the
// hover says, at full length.
import { findAttack } from '../catalog/attackCatalog';
import type { AttackCatalog } from '../catalog/attackCatalog';
import { findField } from '../catalog/fieldCatalog';
import { findEventCodes } from '../catalog/windowsCatalog';
import type { AllowedValue, EventCode } from '../catalog/catalogTypes';
import { describeAttack } from './attackHover';
import type { SampleFields } from '../events/sampleFields';
import { explainField } from './fieldExplanation';
import { unknownFieldWords } from './fieldHover';
import { eventCodeFields } from './fieldKinds';
import { ownField, sourceNotes, typeAndSource } from './fieldSource';
import { attackOf } from './knowledge';
import type { Knowledge } from './knowledge';
import { bullets, code, escapeMarkdown, paragraphs } from './markdown';
import { describeInSample, fieldIn } from './sampleWords';
import { ecsFacts, relatedLines } from './valueHover';

export const docsScheme = 'rulewright-docs';

const kinds = ['field', 'event', 'attack'] as const;
export type DocsKind = (typeof kinds)[number];

export interface DocsSubject {
  readonly kind: DocsKind;
  readonly name: string;
  /** URI of the rule from which the page is opened: the schemas of its workspace decide about types. */
  readonly rule?: string;
}

/** The address of a page: `rulewright-docs:/field/process.name.md`, with the rule's URI as query. */
export function docsUri({ kind, name, rule }: DocsSubject): string {
  const query = rule === undefined ? '' : `?${encodeURIComponent(rule)}`;
  return `${docsScheme}:/${kind}/${encodeURIComponent(name)}.md${query}`;
}

/** What an address is about; undefined for what is no address of a page. */
export function docsSubject(uri: string): DocsSubject | undefined {
  const [, word, encodedName = '', encodedRule] =
    /^rulewright-docs:\/+(\w+)\/([^?#]+)\.md(?:\?([^#]*))?(?:#.*)?$/.exec(uri) ?? [];
  const kind = kinds.find((known) => known === word);
  const name = decoded(encodedName);
  if (!kind || name === undefined) return undefined;
  const rule = encodedRule === undefined ? undefined : decoded(encodedRule);
  return { kind, name, ...(rule !== undefined && { rule }) };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // no encoding of anything
  }
}

/** What a page tells beyond the catalogue. */
export interface DocsKnowledge {
  readonly knowledge: Knowledge;
  /** Event codes that the query of the rule asks for: they are listed first. */
  readonly asked: readonly string[];
}

/** Markdown; undefined where there is nothing to say. */
export function docsPage(
  { kind, name }: Pick<DocsSubject, 'kind' | 'name'>,
  known: DocsKnowledge = { knowledge: {}, asked: [] },
): string | undefined {
  switch (kind) {
    case 'field':
      return fieldPage(name, known);
    case 'event':
      return eventPage(name, known.knowledge.sample);
    case 'attack':
      return attackPage(name, attackOf(known.knowledge));
  }
}

function fieldPage(
  name: string,
  { knowledge: { fields, sample }, asked }: DocsKnowledge,
): string | undefined {
  const title = `# ${escapeMarkdown(name)}`;
  const field = explainField(name, asked, fields);
  if ('unknown' in field) {
    const isInSample = sample !== undefined && fieldIn(sample, name) !== undefined;
    return isInSample ? page(title, unknownFieldWords, describeInSample(sample, name)) : undefined;
  }
  const { multiFields = [], allowedValues = [], events = [], pitfalls = [], example } = field;
  const sources = [findField(name), ownField(fields?.find(name))] as const;
  return page(
    title,
    typeAndSource(...sources),
    ...sourceNotes(...sources),
    field.description,
    field.isArray === true ? 'Holds a list; one matching value is enough.' : '',
    field.parent === undefined ? '' : `Indexes the values of ${code(field.parent)} in another way.`,
    describeInSample(sample, name),
    section('How it matches', bullets(field.matching)),
    section(
      'Also indexed as',
      bullets(multiFields.map((other) => `${code(other.name)} (${other.type})`)),
    ),
    section('Mind', bullets(pitfalls)),
    section('Values', valueTable(allowedValues)),
    section('Events that carry it', bullets(events.map(eventLine))),
    example === undefined ? '' : section('Example', code(example)),
  );
}

function valueTable(values: readonly AllowedValue[]): string {
  if (values.length === 0) return '';
  const rows = values.map(
    ({ name, description, expectedEventTypes = [] }) =>
      `| ${code(name)} | ${description.replace(/\s+/g, ' ').replaceAll('|', '\\|')} | ${expectedEventTypes.map((type) => code(type)).join(' ')} |`,
  );
  return ['| value | meaning | goes with event.type |', '|---|---|---|', ...rows].join('\n');
}

function eventLine({
  code: id,
  title,
  channel,
}: Pick<EventCode, 'code' | 'title' | 'channel'>): string {
  return `${code(id)} ${escapeMarkdown(title)} (${escapeMarkdown(channel)})`;
}

function eventPage(id: string, sample: SampleFields | undefined): string | undefined {
  const events = findEventCodes(id);
  if (events.length === 0) return undefined;
  return page(
    `# Event ${escapeMarkdown(id)}`,
    describeInSample(sample, codeFieldOf(sample), id),
    ...events.flatMap(eventParts),
  );
}

/** The one that the sample has; `event.code` if neither. */
function codeFieldOf(sample: SampleFields | undefined): string {
  const present = eventCodeFields.find((field) => sample && fieldIn(sample, field));
  return present ?? 'event.code';
}

function eventParts(event: EventCode): readonly string[] {
  const { title, channel, provider, auditSubcategory } = event;
  const facts = [
    `Channel: ${code(channel)}`,
    `Provider: ${code(provider)}`,
    auditSubcategory === undefined
      ? ''
      : `Audit subcategory that must be on: ${escapeMarkdown(auditSubcategory)}`,
    ...ecsFacts(event),
  ];
  return [
    `## ${escapeMarkdown(title)}`,
    bullets(facts.filter((fact) => fact !== '')),
    section('Fields', bullets((event.fields ?? []).map(fieldLine)), 3),
    section('Related events', bullets(relatedLines(event)), 3),
  ];
}

function fieldLine(name: string): string {
  const full = `winlog.event_data.${name}`;
  const description = findField(full)?.description ?? '';
  return description === '' ? code(full) : `${code(full)}: ${description}`;
}

function attackPage(id: string, attack: AttackCatalog): string | undefined {
  const subject = findAttack(attack, id);
  return subject && page(`# ${escapeMarkdown(subject.name)}`, describeAttack(subject, attack));
}

function section(title: string, body: string, level = 2): string {
  return body === '' ? '' : `${'#'.repeat(level)} ${title}\n\n${body}`;
}

function page(...parts: readonly (string | undefined)[]): string {
  return `${paragraphs(...parts)}\n`;
}
