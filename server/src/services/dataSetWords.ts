// Which data sets of Elastic Defend carry a field, in a sentence.
import { endpointDataSetName, endpointDataSets, endpointEvents } from '../catalog/endpointDataSets';
import { code } from './markdown';

/** Markdown; empty where none does. */
export function dataSetWords(field: string): string {
  const dataSets = endpointDataSets(field) ?? [];
  const hasAlerts = dataSets.includes('alerts');
  const product = 'of Elastic Defend';
  if (endpointEvents.every((dataSet) => dataSets.includes(dataSet)))
    return hasAlerts ? `In all events and alerts ${product}.` : `In all events ${product}.`;
  const names = dataSets.map((dataSet) => code(endpointDataSetName(dataSet)));
  if (names.length === 0) return '';
  return `In the data set${names.length === 1 ? '' : 's'} ${names.join(', ')} ${product}.`;
}
