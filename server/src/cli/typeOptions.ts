// The options of several commands that say where field types come from.
import type { TypeSources } from '../workspace/typeSources';
import { readJson } from './arguments';
import type { Arguments, OptionKinds } from './arguments';
import type { Io } from './command';

export const typeOptions = {
  'field-types': 'text',
  mapping: 'list',
  schemas: 'text',
} as const satisfies OptionKinds;

/** Lines for a command's help. */
export const typeOptionsHelp = `  --field-types FILE   {"field":"type"} or {"field":{"type":...,"ignore_above":...}}; wins over
                       what is known about the field
  --mapping FILE...    mappings or templates saved as JSON: GET index/_mapping, _index_template,
                       _component_template, {"properties":...}; the first that has a field wins
  --schemas DIR        a detection-rules checkout whose field schemas count (default: the one that
                       the rule file lies in)
`;

/** Throws FileError for a file of types that is no JSON. */
export function typeSourcesOf(options: Arguments, { files }: Io): TypeSources {
  const typesPath = options.text('field-types');
  const schemas = options.text('schemas');
  return {
    fieldTypes: typesPath === undefined ? {} : readJson(typesPath, files),
    mappings: options.list('mapping'),
    ...(schemas === undefined ? {} : { schemas }),
  };
}
