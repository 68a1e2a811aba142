// Where a run's field types come from and how far it can be trusted, as lines for a terminal.
import type { RunResult, TypeOfField } from '../engine/runResult';
import { count } from './words';

export function originLines({ types = [], fidelity }: RunResult): readonly string[] {
  return [
    ...(types.length === 0 ? [] : [`types: ${typesText(types)}`]),
    ...(fidelity === undefined ? [] : [`fidelity: ${fidelity.level}`]),
    ...(fidelity?.notes ?? []).map((note) => `  ${note}`),
  ];
}

/** Fields of the catalogue are counted, the others named. */
function typesText(types: readonly TypeOfField[]): string {
  const isBuiltIn = ({ source }: TypeOfField): boolean => source === 'catalog';
  const builtIn = types.filter(isBuiltIn).length;
  return [
    ...(builtIn === 0 ? [] : [`${count(builtIn, 'field')} from the catalogue`]),
    ...types.filter((type) => !isBuiltIn(type)).map(fieldText),
  ].join(', ');
}

function fieldText({ field, type, source, origin }: TypeOfField): string {
  switch (source) {
    case 'explicit':
      return `${field} ${type} (as you said)`;
    case 'mapping':
    case 'schema':
    case 'catalog':
      return `${field} ${type} (${source}${origin === undefined ? '' : ` ${origin}`})`;
    case 'sample':
      return `${field} ${type} (by its values)`;
    case 'none':
      return `${field} unknown`;
  }
}
