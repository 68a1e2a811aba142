// Documentation pages of fields, Windows events and ATT&CK ids, as Markdown behind `rulewright-docs:` addresses.
import { findAttack } from '../catalog/attackCatalog';
import { findField } from '../catalog/fieldCatalog';
import { findEventCodes } from '../catalog/windowsCatalog';
import type { AllowedValue, EventCode } from '../catalog/catalogTypes';
import { describeAttack } from './attackHover';
import { explainField } from './fieldExplanation';
import type { FieldExplanation } from './fieldExplanation';
import { bullets, code, escapeMarkdown, paragraphs } from './markdown';
import { relatedLines } from './valueHover';

export const docsScheme = 'rulewright-docs';

const kinds = ['field', 'event', 'attack'] as const;
export type DocsKind = (typeof kinds)[number];

/** The address of a page: `rulewright-docs:/field/process.name.md`. */
export function docsUri(kind: DocsKind, name: string): string {
  return `${docsScheme}:/${kind}/${encodeURIComponent(name)}.md`;
}

/** The page behind an address; undefined where there is none. */
export function docsPage(uri: string): string | undefined {
  const [, kind, encoded = ''] =
    /^rulewright-docs:\/+(\w+)\/([^?#]+)\.md(?:[?#].*)?$/.exec(uri) ?? [];
  const name = decoded(encoded);
  if (name === undefined) return undefined;
  switch (kinds.find((known) => known === kind)) {
    case 'field':
      return fieldPage(name);
    case 'event':
      return eventPage(name);
    case 'attack':
      return attackPage(name);
    case undefined:
      return undefined;
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // no encoding of anything
  }
}

function fieldPage(name: string): string | undefined {
  const field = explainField(name);
  if ('unknown' in field) return undefined;
  const { multiFields = [], allowedValues = [], events = [], pitfalls = [], example } = field;
  return page(
    `# ${escapeMarkdown(name)}`,
    `${field.type}, from ${sources[field.source]}`,
    field.description,
    field.isArray === true ? 'Holds a list; one matching value is enough.' : '',
    section('How it matches', bullets(field.matching)),
    section(
      'Also indexed as',
      bullets(multiFields.map((other) => `${code(other.name)} (${other.type})`)),
    ),
    field.parent === undefined ? '' : `Indexes the values of ${code(field.parent)} in another way.`,
    section('Mind', bullets(pitfalls)),
    section('Values', valueTable(allowedValues)),
    section('Events that carry it', bullets(events.map(eventLine))),
    example === undefined ? '' : section('Example', code(example)),
  );
}

const sources: Readonly<Record<FieldExplanation['source'], string>> = {
  ecs: 'the Elastic Common Schema',
  windows: 'Windows events',
  endpoint: 'Elastic Defend',
  integration: 'an integration',
  explicit: 'your setting',
  mapping: 'a mapping',
  schema: 'a schema of the workspace',
};

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

function eventPage(id: string): string | undefined {
  const events = findEventCodes(id);
  if (events.length === 0) return undefined;
  return page(`# Event ${escapeMarkdown(id)}`, ...events.flatMap(eventParts));
}

function eventParts(event: EventCode): readonly string[] {
  const { title, channel, provider, auditSubcategory, action, category = [], type = [] } = event;
  const facts = [
    `Channel: ${code(channel)}`,
    `Provider: ${code(provider)}`,
    auditSubcategory === undefined
      ? ''
      : `Audit subcategory that must be on: ${escapeMarkdown(auditSubcategory)}`,
    action === undefined ? '' : `${code('event.action')}: ${code(action)}`,
    category.length === 0
      ? ''
      : `${code('event.category')}: ${category.map((each) => code(each)).join(' ')}`,
    type.length === 0 ? '' : `${code('event.type')}: ${type.map((each) => code(each)).join(' ')}`,
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

function attackPage(id: string): string | undefined {
  const subject = findAttack(id);
  return subject && page(`# ${escapeMarkdown(subject.name)}`, describeAttack(subject));
}

function section(title: string, body: string, level = 2): string {
  return body === '' ? '' : `${'#'.repeat(level)} ${title}\n\n${body}`;
}

function page(...parts: readonly string[]): string {
  return `${paragraphs(...parts)}\n`;
}
