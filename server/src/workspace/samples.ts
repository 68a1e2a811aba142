// Finds sample files for a rule and reads single documents of them.
import path from 'node:path';
import { formatNames } from '../events/detectFormat';
import { formatOf, readEvents } from '../events/readEvents';
import { readEventsAt } from '../events/readEventsAt';
import type { Event, Sample } from '../events/event';
import { visitLeaves } from '../events/leaves';
import type { ReadEventParams, ReadEventResult, SampleInfo } from '../protocol';
import { FileError } from './fileSystem';
import type { FileSystem } from './fileSystem';

/** Larger files are not counted: the answer must not keep the editor waiting. */
const countLimit = 2_000_000;
const sampleName = /\.(?:ndjson|jsonl|json|csv)(?:\.gz)?$/i;

/** Files that may be samples beside a rule, in a `samples` folder next to it or in one around it; not looked into. */
export function samplesNear(rule: string, files: FileSystem): readonly string[] {
  const folder = path.dirname(rule);
  const around = foldersAround(folder).filter((each) => path.basename(each) === 'samples');
  const folders = new Set([folder, path.join(folder, 'samples'), ...around]);
  return [...folders]
    .filter((candidate) => files.kindOf(candidate) === 'folder')
    .flatMap((candidate) => files.listFolder(candidate))
    .filter((file) => sampleName.test(file));
}

/** The folders that hold a folder, from the inside out. */
function foldersAround(folder: string): readonly string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [] : [parent, ...foldersAround(parent)];
}

/**
 * What a file holds; undefined for a file that cannot be read and for one without any event that has a time: no rule
 * would see those, and most are no samples at all (settings, expected alerts).
 */
export function describeSample(
  file: string,
  files: FileSystem,
): Omit<SampleInfo, 'uri'> | undefined {
  try {
    const sample = files.openSample(file);
    const found = formatOf(sample);
    if (found.kind === 'unreadable') return undefined;
    const bytes = files.sizeOf(file);
    const base = { format: formatNames[found.format], bytes };
    if (bytes > countLimit) return base;
    const counts = countEvents(sample);
    return counts && { ...base, ...counts };
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

function countEvents(sample: Sample): Pick<SampleInfo, 'events' | 'first' | 'last'> | undefined {
  let events = 0;
  let first = Infinity;
  let last = -Infinity;
  for (const event of readEvents(sample, () => undefined)) {
    events++;
    const time = timeOf(event);
    if (Number.isNaN(time)) continue;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  if (first > last) return undefined;
  return { events, first: new Date(first).toISOString(), last: new Date(last).toISOString() };
}

function timeOf(event: Event): number {
  const value = event.source['@timestamp'];
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? Date.parse(value) : NaN;
}

/** The document that starts at a place; undefined where none does. Throws FileError. */
export function readEvent(
  { file, line, offset }: ReadEventParams,
  files: FileSystem,
): ReadEventResult | undefined {
  const sample = files.openSample(file);
  const events =
    offset === undefined
      ? readEvents(
          sample,
          () => undefined,
          (atLine) => atLine === line,
        )
      : readEventsAt(sample, [{ line, offset }]);
  for (const { source } of events)
    return { json: JSON.stringify(source, undefined, 2), fields: flatten(source) };
  return undefined;
}

/** Dotted names in the order of the document, with their values as text; objects in lists are entered. */
function flatten(source: Event['source']): ReadEventResult['fields'] {
  const fields = new Map<string, string[]>();
  visitLeaves(source, (name, value) => {
    const values = fields.get(name) ?? [];
    values.push(String(value));
    fields.set(name, values);
  });
  return [...fields].map(([name, values]) => ({ name, values }));
}
