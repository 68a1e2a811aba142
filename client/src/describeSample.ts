// One line about a sample for the picker.
import type { SampleInfo } from '../../server/src/protocol';
import { formatBytes, formatTime, plural } from './resultsView/format';

/** For example `NDJSON · 214 events · 2026-01-05 00:00:00Z to 2026-01-06 12:00:00Z`. */
export function describeSample(sample: SampleInfo): string {
  const size =
    sample.events === undefined ? formatBytes(sample.bytes) : plural(sample.events, 'event');
  const span =
    sample.first !== undefined && sample.last !== undefined
      ? [`${formatTime(sample.first)} to ${formatTime(sample.last)}`]
      : [];
  return [sample.format, size, ...span].join(' · ');
}
