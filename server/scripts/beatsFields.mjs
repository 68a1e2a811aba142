// Reads names and types of fields from the schema files of a detection-rules checkout.

const types = new Set(
  `keyword constant_keyword wildcard text match_only_text ip long integer short byte unsigned_long double float
   half_float boolean date version flattened nested object geo_point`.split(/\s+/),
);

/** Name -> type of every field in a Beats schema file (`{beat: {folders, files}}`, files are lists of fields). */
export function beatsFields(schema) {
  const found = new Map();
  for (const beat of Object.values(schema)) visitFolder(beat, '', found);
  return found;
}

function visitFolder(folder, prefix, found) {
  for (const file of Object.values(folder.files ?? {})) visitFields(file, prefix, found);
  for (const [name, inner] of Object.entries(folder.folders ?? {})) {
    if (name !== 'module') visitFolder(inner, prefix, found);
    else for (const module of Object.values(inner.folders ?? {})) visitModule(module, found);
  }
}

// Beats appends the files of a module's data sets to the module's own file, so they continue its last open group.
function visitModule(module, found) {
  const { _meta: meta, ...dataSets } = module.folders ?? {};
  const own = meta?.files?.['fields.yml'] ?? [];
  visitFields(own, '', found);
  const lastGroup = own.at(-1)?.fields?.at(-1);
  const prefix = lastGroup?.type === 'group' ? `${lastGroup.name}.` : '';
  for (const dataSet of Object.values(dataSets)) visitFolder(dataSet, prefix, found);
}

function visitFields(fields, prefix, found) {
  if (!Array.isArray(fields)) return;
  for (const field of fields) {
    // An entry with a `key` is a module's heading: its name is no part of the names below.
    const name =
      field.key === undefined && field.name ? `${prefix}${field.name}` : prefix.slice(0, -1);
    if (Array.isArray(field.fields))
      visitFields(field.fields, name === '' ? '' : `${name}.`, found);
    else if (types.has(field.type ?? 'keyword') && name !== '' && !found.has(name))
      found.set(name, field.type ?? 'keyword');
  }
}

/** Name -> type of every field in `non-ecs-schema.json` (index pattern -> nested objects or dotted keys). */
export function flattenSchema(schema) {
  const found = new Map();
  const visit = (value, prefix) => {
    for (const [key, inner] of Object.entries(value)) {
      const name = prefix === '' ? key : `${prefix}.${key}`;
      if (typeof inner === 'object' && inner !== null) visit(inner, name);
      else if (types.has(inner) && !found.has(name)) found.set(name, inner);
    }
  };
  for (const fields of Object.values(schema)) visit(fields, '');
  return found;
}
