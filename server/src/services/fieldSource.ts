// Who says what type a field has: the catalogue, or before it the workspace or the user.
import type { FieldInfo } from '../catalog/catalogTypes';
import type { FieldSource, KnownField } from '../engine/matcher';
import { code } from './markdown';

/** Undefined for what the catalogue says. */
export type OwnField = KnownField & { readonly source: Exclude<FieldSource, 'catalog'> };

export function ownField(known: KnownField | undefined): OwnField | undefined {
  return known && isOwn(known) ? known : undefined;
}

function isOwn(known: KnownField): known is OwnField {
  return known.source !== 'catalog';
}

const words: Readonly<Record<OwnField['source'], string>> = {
  explicit: 'your setting',
  mapping: 'mapping',
  schema: 'workspace schema',
};

/** For example `workspace schema ecs_schemas/9.5.0/ecs_flat`; `mark` shows the name of a file. */
export function sourceWords(
  { source, origin }: OwnField,
  mark: (file: string) => string = (file) => file,
): string {
  return origin === undefined ? words[source] : `${words[source]} ${mark(origin)}`;
}

const catalogWords: Readonly<Record<FieldInfo['source'], string>> = {
  ecs: 'ECS',
  windows: 'Windows events',
  endpoint: 'Elastic Defend',
  integration: 'integration',
};

/** Markdown: type and source of a field, such as `keyword · ECS`. The workspace decides. */
export function typeAndSource(
  info: FieldInfo | undefined,
  own: OwnField | undefined,
): string | undefined {
  if (own) return `${own.type} · ${sourceWords(own, code)}`;
  return info && `${info.mapping.type} · ${catalogWords[info.source]}`;
}

/** Sentences, Markdown: what there is to say of a source beyond its name. */
export function sourceNotes(
  info: FieldInfo | undefined,
  own: OwnField | undefined,
): readonly string[] {
  const differs = info && own && own.type !== info.mapping.type;
  const key = own?.flattenedKey;
  return [
    ...(differs
      ? [`The catalogue (${catalogWords[info.source]}) has it as ${info.mapping.type}.`]
      : []),
    ...(key === undefined ? [] : [`The key ${code(key)} of a flattened field.`]),
  ];
}
