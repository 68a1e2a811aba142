// Makes the ECS tables from the development dependency @elastic/ecs (Apache-2.0). Pure: same package, same text.
import { byName, formatTable } from './tables.mjs';

const longestDescription = 320;
const longestExample = 100;

/** `ecs-fields.tsv`, `ecs-descriptions.txt` and `ecs-values.tsv` as texts, from the package's `EcsFlat`. */
export function ecsTables(ecsFlat) {
  const fields = Object.values(ecsFlat).sort((a, b) => byName(a.flat_name, b.flat_name));
  // Many fields share a description (process.* and process.parent.*): each text is stored once.
  const descriptions = new Map();
  const idOf = (text) => {
    if (!descriptions.has(text)) descriptions.set(text, descriptions.size);
    return descriptions.get(text);
  };
  const rows = fields.flatMap((field) => [
    fieldRow(field, idOf(firstSentences(field.description))),
    ...(field.multi_fields ?? []).map((multi) => [
      multi.flat_name,
      multi.type,
      '',
      '',
      field.flat_name,
    ]),
  ]);
  return {
    'ecs-fields.tsv': formatTable(
      ['name', 'type', 'parameters', 'array', 'parent', 'example', 'description'],
      rows.sort((a, b) => byName(a[0], b[0])),
    ),
    'ecs-descriptions.txt': [...descriptions.keys()].join('\n') + '\n',
    'ecs-values.tsv': formatTable(
      ['fields', 'value', 'expected_event_types', 'description'],
      valueRows(fields),
    ),
  };
}

function fieldRow(field, descriptionId) {
  const parameters = field.type === 'scaled_float' ? field.scaling_factor : field.ignore_above;
  const example = field.example === undefined ? '' : oneLine(String(field.example));
  return [
    field.flat_name,
    field.type,
    parameters,
    field.normalize.includes('array') ? 'array' : '',
    '',
    example.length <= longestExample ? example : '',
    descriptionId,
  ];
}

// Fields with the same values (entity.type and its many reuses) share their rows.
function valueRows(fields) {
  const fieldsByValues = new Map();
  for (const field of fields) {
    const values = JSON.stringify(valuesOf(field));
    if (values !== '[]')
      fieldsByValues.set(values, [...(fieldsByValues.get(values) ?? []), field.flat_name]);
  }
  return [...fieldsByValues].flatMap(([values, names]) =>
    JSON.parse(values).map((value) => [names.join(','), ...value]),
  );
}

function valuesOf(field) {
  if (field.allowed_values === undefined)
    return (field.expected_values ?? []).map((value) => [value, '', '']);
  return field.allowed_values.map((value) => [
    value.name,
    (value.expected_event_types ?? []).join(','),
    firstSentences(value.description ?? ''),
  ]);
}

/** The first sentence, and further ones while the text stays short. */
export function firstSentences(text) {
  const sentences = oneLine(text).split(
    /(?<=[^.][^.][.!?])(?<!e\.g\.|i\.e\.|etc\.|vs\.) (?=[A-Z"'`(])/,
  );
  let result = sentences[0];
  for (const sentence of sentences.slice(1)) {
    if (result.length + 1 + sentence.length > longestDescription) break;
    result += ` ${sentence}`;
  }
  return result;
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}
