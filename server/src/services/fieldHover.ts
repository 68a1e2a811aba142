// Hover on a document field: its type, what it means, how it matches, who carries it, what trips people up.
import type { AllowedValue, EventCode, FieldInfo } from '../catalog/catalogTypes';
import { findField, resolveFields } from '../catalog/fieldCatalog';
import { dataSetWords } from './dataSetWords';
import { carriersOf } from './fieldExplanation';
import { ownField, sourceNotes, typeAndSource } from './fieldSource';
import type { OwnField } from './fieldSource';
import type { Knowledge } from './knowledge';
import { bullets, code, escapeMarkdown, paragraphs } from './markdown';
import { matchingWords } from './matching';
import { describeInSample } from './sampleWords';

/** Longer lists are cut: a hover is for reading. */
const shownValues = 30;
const shownEvents = 12;
const shownFields = 10;

/** What is known beyond the catalogue. */
export interface FieldKnowledge extends Pick<Knowledge, 'fields' | 'sample'> {
  /** Event codes that the query asks for. */
  readonly asked?: readonly string[];
}

/**
 * Markdown about the field of a clause; a name with `*` stands for all fields it fits. Of the events that carry the
 * field those with the codes in `asked` are listed first. What the workspace says of its type comes before the catalogue.
 */
export function describeField(name: string, about: FieldKnowledge = {}): string {
  if (name.includes('*')) return describePattern(name);
  const field = findField(name);
  const own = ownField(about.fields?.find(name));
  const inSample = describeInSample(about.sample, name);
  if (field) return describeKnown(field, { asked: about.asked ?? [], own, inSample });
  return own ? describeOwn(name, own, inSample) : describeUnknown(name, inSample);
}

/** Of a field that only the workspace or the user knows. */
function describeOwn(name: string, own: OwnField, inSample: string | undefined): string {
  return paragraphs(
    `**${code(name)}** · ${typeAndSource(undefined, own)}`,
    ...sourceNotes(undefined, own),
    inSample,
    `**How it matches**\n${bullets(matchingWords(own))}`,
  );
}

interface KnownParts {
  readonly asked: readonly string[];
  readonly own: OwnField | undefined;
  readonly inSample: string | undefined;
}

/** The workspace decides about the type; what the field means, the catalogue knows. */
function describeKnown(field: FieldInfo, { asked, own, inSample }: KnownParts): string {
  const { mapping } = field;
  return paragraphs(
    `**${code(field.name)}** · ${typeAndSource(field, own)}`,
    ...sourceNotes(field, own),
    field.description,
    field.isArray === true ? 'Holds a list; one matching value is enough.' : '',
    inSample,
    `**How it matches**\n${bullets(matchingWords(own ?? mapping))}`,
    siblings(field),
    carriers(field, asked),
    dataSetWords(field.name),
    field.pitfalls && field.pitfalls.length > 0 ? `**Mind**\n${bullets(field.pitfalls)}` : '',
    valueList(field.allowedValues ?? []),
    field.example === undefined || field.allowedValues ? '' : `Example: ${code(field.example)}`,
  );
}

function describeUnknown(name: string, inSample: string | undefined): string {
  return paragraphs(`**${code(name)}**`, unknownFieldWords, inSample);
}

export const unknownFieldWords =
  'Not in the catalogue (ECS, Windows events, Elastic Defend, integrations). Elastic data streams index text in ' +
  'unknown fields as keyword: the whole value, exactly and case-sensitively.';

function describePattern(name: string): string {
  const fields = resolveFields(name.split('*'));
  const shown = fields.slice(0, shownFields).map((field) => code(field));
  const more = fields.length > shown.length ? ` and ${fields.length - shown.length} more` : '';
  const list = shown.length === 0 ? '' : `In the catalogue: ${shown.join(', ')}${more}.`;
  return paragraphs(
    `**${code(name)}**`,
    'Every field whose name fits; one that matches is enough. A value that does not fit the type of one of them makes ' +
      'the rule fail.',
    list,
  );
}

function siblings(field: FieldInfo): string {
  const parent =
    field.parent === undefined ? '' : `Indexes the values of ${code(field.parent)} in another way.`;
  const names = (field.multiFields ?? []).map((name) => {
    const type = findField(name)?.mapping.type;
    return type === undefined ? code(name) : `${code(name)} (${type})`;
  });
  return paragraphs(parent, names.length === 0 ? '' : `Also indexed as ${names.join(', ')}.`);
}

function carriers(field: FieldInfo, asked: readonly string[]): string {
  const events = carriersOf(field, asked);
  if (events.length === 0) return '';
  const lines = events
    .slice(0, shownEvents)
    .map((event) => `${code(event.code)} ${escapeMarkdown(event.title)}${channelNote(event)}`);
  const more = events.length > lines.length ? [`and ${events.length - lines.length} more`] : [];
  return `**Carried by**\n${bullets([...lines, ...more])}`;
}

function channelNote({ channel }: EventCode): string {
  return channel === 'Security' ? '' : ` (${escapeMarkdown(channel)})`;
}

function valueList(values: readonly AllowedValue[]): string {
  if (values.length === 0) return '';
  const names = values.map((value) => code(value.name));
  const more = names.length > shownValues ? ` and ${names.length - shownValues} more` : '';
  return `**Values**: ${names.slice(0, shownValues).join(', ')}${more}`;
}
