// CSV as Kibana's Discover exports it: a line of field names, then one document a record. Cells are texts for the reader,
// so types, lists and the time zone are lost: what can be told back is, the rest stays text.
import { cutCells, readCsv } from './csv';
import type { Event, JsonValue, Sample, SkippedLine } from './event';
import { isBlank, readLines } from './lines';
import type { WantedDocument } from './readEvents';

/** `csv:separator` in Kibana's settings. */
const separators = [',', ';', '\t'];

/** What the header of an export tells. */
interface Header {
  readonly names: readonly string[];
  readonly separator: string;
}

/**
 * The header in a line, if it is that of a Discover export: names that fields can have, each once, one of them a name
 * that other tables do not use.
 */
export function discoverHeader(line: string): Header | undefined {
  const text = line.replace(/^\ufeff/, '').replace(/\r$/, '');
  for (const separator of separators) {
    const names = cutCells(text, separator)?.map(withoutGuard);
    if (!names || names.length < 2) continue;
    const isExport =
      names.every((name) => /^[\w@][\w.@-]*$/.test(name)) &&
      new Set(names).size === names.length &&
      names.some((name) => /^(?:@timestamp|_id|_index)$|.\../.test(name));
    if (isExport) return { names, separator };
  }
  return undefined;
}

/** The documents in order, with dotted names. A broken record goes to `onSkip`. */
export function* readDiscoverCsv(
  sample: Sample,
  onSkip: (skipped: SkippedLine) => void,
  wanted?: WantedDocument,
): Generator<Event> {
  const file = sample.name;
  const header = headerOf(sample);
  if (!header) return;
  const { names, separator } = header;
  let isHeader = true;
  for (const record of readCsv(sample.blocks(), separator)) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    const { line } = record;
    if ('message' in record) onSkip({ file, line, message: record.message });
    else if (record.cells.length !== names.length) {
      const message = `broken CSV: ${record.cells.length} cells under ${names.length} names`;
      onSkip({ file, line, message });
    } else if (!wanted || wanted(line, record.offset)) {
      const { cells, offset } = record;
      yield { file, line, offset, ...contentOf(names, cells) };
    }
  }
}

function headerOf(sample: Sample): Header | undefined {
  for (const { bytes } of readLines(sample.blocks()))
    if (!isBlank(bytes)) return discoverHeader(bytes.toString('utf8'));
  return undefined;
}

function contentOf(
  names: readonly string[],
  cells: readonly string[],
): Pick<Event, 'id' | 'index' | 'source'> {
  const entries: [string, JsonValue][] = [];
  const meta: { id: string | undefined; index: string | undefined } = {
    id: undefined,
    index: undefined,
  };
  for (const [at, name] of names.entries()) {
    const cell = cells[at] ?? '';
    // Kibana writes `-` where a document has no value; so a value that is a lone dash is taken for none.
    if (cell === '' || cell === '-') continue;
    if (name === '_id') meta.id = cell;
    else if (name === '_index') meta.index = cell;
    else if (!metadata.has(name)) entries.push([name, valueOf(name, withoutGuard(cell))]);
  }
  return { ...meta, source: Object.fromEntries(entries) };
}

const metadata = new Set(['_score', '_type', '_version', '_ignored', '_routing', '_source']);

/** Fields with several values in ECS that rules ask for. */
const listField =
  /^(?:tags|event\.(?:category|type)|(?:host|observer)\.(?:ip|mac)|related\.\w+|process\.(?:\w+\.)*args|file\.attributes|dns\.(?:header_flags|resolved_ip)|threat\.(?:\w+\.)*(?:id|name|reference)|(?:\w+\.)?user\.roles|winlog\.keywords)$/;

/** Values are joined with a comma and a blank; only fields that ECS has as lists are taken apart again. */
function valueOf(name: string, cell: string): JsonValue {
  const parts = listField.test(name) ? cell.split(', ') : [cell];
  const values = parts.map((part) => isoTime(part) ?? part);
  return values.length === 1 ? (values[0] ?? '') : values;
}

/** An apostrophe keeps spreadsheets from taking a cell for a formula. */
function withoutGuard(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const kibanaTime = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) @ (\d\d:\d\d:\d\d\.\d{3})(\d{0,6})$/;

/** Kibana's `Jan 5, 2026 @ 10:00:00.000` as ISO 8601; the exporter's time zone is not told, UTC is taken. */
function isoTime(cell: string): string | undefined {
  const [, month = '', day = '', year = '', time = '', finer = ''] = kibanaTime.exec(cell) ?? [];
  const number = months.indexOf(month) + 1;
  if (number === 0) return undefined;
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${time}${finer}Z`;
}
