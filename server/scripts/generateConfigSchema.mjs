// Writes the JSON schema of `rulewright.toml` into server/data: the settings of the extension, nested by their names.
//
//   node server/scripts/generateConfigSchema.mjs     With `--check` nothing is written; a schema that differs is named.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tableDir, writeTables } from './tables.mjs';

const root = path.join(tableDir, '../..');
const read = (name) => JSON.parse(readFileSync(path.join(root, name), 'utf8'));
const words = read('package.nls.json');
const { properties } = read('package.json').contributes.configuration;

/** Keys that mean nothing outside of VS Code. */
const ofEditor = ['scope', 'order', 'enumDescriptions', 'markdownDescription'];

const schema = table();
schema.$schema = 'http://json-schema.org/draft-07/schema#';
schema.title = 'Settings of Rulewright for the command line';
schema.properties.$schema = {
  type: 'string',
  description: 'This schema, for editors that look for it here.',
};
for (const [name, property] of Object.entries(properties)) put(name.split('.').slice(1), property);

writeTables({ 'rulewright.schema.json': `${JSON.stringify(schema, null, 2)}\n` });

function table() {
  return { type: 'object', additionalProperties: false, properties: {} };
}

function put(keys, property) {
  const last = keys.at(-1);
  let inner = schema;
  for (const key of keys.slice(0, -1)) inner = inner.properties[key] ??= table();
  const kept = Object.entries(property).filter(([key]) => !ofEditor.includes(key));
  const description = words[property.markdownDescription.replaceAll('%', '')];
  inner.properties[last] = { description, ...Object.fromEntries(kept) };
}
