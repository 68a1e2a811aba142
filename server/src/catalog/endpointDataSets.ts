// Which data sets of Elastic Defend carry a field, and which of them an index pattern reads.
import endpointFields from '../../data/endpoint-fields.tsv';
import sharedFields from '../../data/endpoint-shared-fields.tsv';
import { oncePerText } from '../text/oncePer';
import { cell, forEachRow, lazy, listCell, tableLines } from './table';

const dataSetsByField = lazy(() => {
  const found = new Map<string, string>();
  forEachRow(endpointFields, (name, line) => found.set(name, cell(line, 4)));
  for (const line of tableLines(sharedFields))
    for (const name of listCell(line, 1)) found.set(name, cell(line, 0));
  return found;
});

/**
 * Data sets such as `process` and `alerts` (in index names `endpoint.events.process` and `endpoint.alerts`) whose mapping
 * has the field, none where only metrics, policies and actions do; undefined for a field that Elastic Defend does not
 * have. Of elastic/endpoint-package 9.6.
 */
export function endpointDataSets(field: string): readonly string[] | undefined {
  const dataSets = dataSetsByField().get(field);
  return dataSets === undefined ? undefined : listOf(dataSets);
}

/** Thousands of fields have the same few lists. */
const lists = new Map<string, readonly string[]>();

function listOf(dataSets: string): readonly string[] {
  const known = lists.get(dataSets);
  if (known) return known;
  const list = dataSets === '' ? [] : dataSets.split(',');
  lists.set(dataSets, list);
  return list;
}

/** The data sets of events. */
export const endpointEvents: readonly string[] = [
  'api',
  'device',
  'file',
  'library',
  'network',
  'process',
  'registry',
  'security',
];

/** As `data_stream.dataset` has it: `endpoint.events.process`, `endpoint.alerts`. */
export function endpointDataSetName(dataSet: string): string {
  return endpointEvents.includes(dataSet) ? `endpoint.events.${dataSet}` : `endpoint.${dataSet}`;
}

/** The data sets of events and alerts that an index pattern reads; none for a pattern of other products. */
export const endpointDataSetsIn: (pattern: string) => readonly string[] = oncePerText(readDataSets);

function readDataSets(pattern: string): readonly string[] {
  const [before = '', after] = pattern.replace(/^[^:]*:/, '').split('*');
  // `logs-*` reads all there is: it says nothing of Elastic Defend.
  if (!before.startsWith('logs-endpoint.')) return [];
  return ['alerts', ...endpointEvents].filter((dataSet) => {
    const name = `logs-${endpointDataSetName(dataSet)}-`;
    return before.startsWith(name) || (after !== undefined && name.startsWith(before));
  });
}
