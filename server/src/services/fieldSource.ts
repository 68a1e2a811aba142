// Who says what type a field has, where that is the workspace or the user and not the catalogue.
import type { FieldSource, KnownField } from '../engine/matcher';

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
