// Completion items for values of a clause: what the field can hold, where that is known.
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { findField } from '../catalog/fieldCatalog';
import type { SampleFields } from '../events/sampleFields';
import { allEventCodes, allLogonTypes, allSids } from '../catalog/windowsCatalog';
import { holdsEventCode, holdsLogonType, holdsSid } from './fieldKinds';
import { eventsText, fieldIn } from './sampleWords';

/** A value and what to say about it; `quoted` values are written in quotes by custom. */
interface Value {
  readonly text: string;
  readonly detail: string;
  readonly quoted: boolean;
}

/** An item without its text edit, and the text it stands for. */
export interface ValueItem {
  readonly item: CompletionItem;
  readonly text: string;
  readonly quoted: boolean;
}

/** The values to offer for a field: those of the sample, then the known ones, then `*` where a bare word can stand. */
export function valueItems(
  field: string,
  bare: boolean,
  sample?: SampleFields,
): readonly ValueItem[] {
  const exists: Value = { text: '*', detail: 'has any value', quoted: false };
  const values = [...withSample(knownValues(field), field, sample), ...(bare ? [exists] : [])];
  return values.map(({ text, detail, quoted }, index) => ({
    text,
    quoted,
    item: {
      label: text,
      kind: CompletionItemKind.Value,
      detail,
      // In the list itself: a code alone says nothing.
      ...(detail !== '' && { labelDetails: { description: detail } }),
      sortText: `1${String(index).padStart(4, '0')}`,
      data: { kind: 'value', field, value: text },
    },
  }));
}

/** Of a value that both know the meaning stays. */
function withSample(
  known: readonly Value[],
  field: string,
  sample: SampleFields | undefined,
): readonly Value[] {
  const found = sample && fieldIn(sample, field);
  if (!found) return known;
  const byText = new Map(known.map((value) => [value.text, value]));
  const seen = found.values
    .filter(([text]) => text !== '' && !/[\r\n]/.test(text))
    .map(([text, count]): Value => {
      const same = byText.get(text);
      byText.delete(text);
      const detail = [same?.detail ?? '', eventsText(sample, count)];
      return {
        text,
        detail: detail.filter((part) => part !== '').join(' · '),
        quoted: same?.quoted ?? needsQuotes(text),
      };
    });
  return [...seen, ...byText.values()];
}

function needsQuotes(text: string): boolean {
  return /[\s\\():<>"*{}]/.test(text) || /^(?:and|or|not)$/i.test(text);
}

function knownValues(field: string): readonly Value[] {
  if (holdsEventCode(field)) return eventCodes();
  if (holdsLogonType(field))
    return allLogonTypes().map(({ type, name }) => quoted(String(type), name));
  if (holdsSid(field))
    return customaryFirst(allSids(), ({ sid }) => serviceSids.indexOf(sid)).map(({ sid, name }) =>
      quoted(sid, name),
    );
  const info = findField(field);
  if (info?.mapping.type === 'boolean')
    return ['true', 'false'].map((text) => ({ text, detail: '', quoted: false }));
  return (info?.allowedValues ?? []).map(({ name, description }) => ({
    text: name,
    detail: firstSentence(description),
    quoted: needsQuotes(name),
  }));
}

/** The accounts of Windows itself, which rules leave out. */
const serviceSids: readonly string[] = ['S-1-5-18', 'S-1-5-19', 'S-1-5-20'];

/** Where most rules' events come from. */
const channels: readonly string[] = ['Security', 'Microsoft-Windows-Sysmon/Operational'];

/** Those that a list holds in its order, then the others in theirs; `place` is -1 for the others. */
function customaryFirst<T>(values: readonly T[], place: (value: T) => number): readonly T[] {
  const rank = (value: T): number => (place(value) < 0 ? Number.MAX_SAFE_INTEGER : place(value));
  return values.toSorted((a, b) => rank(a) - rank(b));
}

/** Asked for by Elastic's detection rules (counted in the queries of the repository), the most frequent first. */
const usualCodes: readonly string[] =
  '4104 5136 5145 4662 4738 5137 5382 4624 4625 4688 4702 4704 4768 4769 4887'.split(' ');

/** One item per code: the same code in several channels is one text to insert. */
function eventCodes(): readonly Value[] {
  const titles = new Map<string, string>();
  const byChannel = customaryFirst(allEventCodes(), ({ channel }) => channels.indexOf(channel));
  const events = customaryFirst(byChannel, ({ code }) => usualCodes.indexOf(code));
  for (const { code, title, channel } of events) {
    const known = titles.get(code);
    const text = `${title} (${channel})`;
    titles.set(code, known === undefined ? text : `${known}; ${text}`);
  }
  return [...titles].map(([code, title]) => quoted(code, title));
}

function quoted(text: string, detail: string): Value {
  return { text, detail, quoted: true };
}

function firstSentence(text: string): string {
  return /^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text;
}
