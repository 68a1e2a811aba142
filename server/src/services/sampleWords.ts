// What the sample that was chosen last says of a field or a value, in words.
import { findField } from '../catalog/fieldCatalog';
import type { SampleField, SampleFields } from '../events/sampleFields';
import { grouped } from '../text/grouped';
import { bullets, code, escapeMarkdown, paragraphs } from './markdown';

const shownValues = 5;
/** Longer ones are cut: a hover is for reading. In characters. */
const shownLength = 80;

/** Markdown; undefined without a sample. */
export function describeInSample(
  sample: SampleFields | undefined,
  name: string,
  value?: string,
): string | undefined {
  if (!sample || name.includes('*')) return undefined;
  const field = fieldIn(sample, name);
  const about = `**In ${escapeMarkdown(namesOf(sample))}**`;
  if (!field) return `${about}: ${absence(sample)}`;
  const ofValue = value === undefined ? undefined : valueWords(sample, field, value);
  if (ofValue !== undefined) return `${about}: ${ofValue}`;
  return paragraphs(`${about}: ${fieldDetail(sample, field)}`, valueList(field));
}

/** A multi-field has the values of the field that it indexes in another way. */
export function fieldIn(sample: SampleFields, name: string): SampleField | undefined {
  return sample.fields.get(name) ?? sample.fields.get(findField(name)?.parent ?? '');
}

/** `in 31 of 40 events, 12 values`, for the detail of a completion item. */
export function fieldDetail(sample: SampleFields, field: SampleField): string {
  return `${eventsText(sample, field.events)}, ${distinctText(field)}`;
}

/** `in 3 of 40 events`. */
export function eventsText({ events, isPart }: SampleFields, count: number): string {
  return `in ${grouped(count)} of ${isPart ? 'the first ' : ''}${grouped(events)} events`;
}

function distinctText({ distinct, hasMore }: SampleField): string {
  if (distinct === 0) return 'only long values';
  const words = `${grouped(distinct)} value${distinct === 1 ? '' : 's'}`;
  return hasMore ? `more than ${words}` : words;
}

function absence({ events, isPart }: SampleFields): string {
  return `in none of ${isPart ? 'the first ' : ''}${grouped(events)} events`;
}

/** Undefined for what is a pattern, and for what may stand among the values that were not told apart. */
function valueWords(sample: SampleFields, field: SampleField, value: string): string | undefined {
  const [, count] = field.values.find(([text]) => text === value) ?? [];
  if (count !== undefined) return eventsText(sample, count);
  const isComplete = !field.hasMore && !sample.isPart && field.distinct === field.values.length;
  return isComplete && !/[*?]/.test(value) ? absence(sample) : undefined;
}

function valueList({ values }: SampleField): string {
  const lines = values
    .slice(0, shownValues)
    .map(([text, count]) => `${code(cut(text))} in ${grouped(count)}`);
  return lines.length === 0 ? '' : `Most frequent:\n${bullets(lines)}`;
}

function cut(text: string): string {
  return text.length <= shownLength ? text : `${text.slice(0, shownLength)}...`;
}

function namesOf({ samples }: SampleFields): string {
  const [first = '', ...others] = samples;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
