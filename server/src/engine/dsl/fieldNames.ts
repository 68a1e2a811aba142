// The fields that a query over several fields names.
import { entryOf, itemsOf, scalarOf } from './dslNode';
import type { DslObject } from './dslNode';

/** Names, or undefined where the index's default fields are meant. */
export function fieldNames(body: DslObject): readonly string[] | undefined {
  const node = entryOf(body, 'fields')?.node ?? entryOf(body, 'default_field')?.node;
  const names =
    node &&
    itemsOf(node)
      .flatMap((item) => scalarOf(item) ?? [])
      .map(String);
  return names === undefined || names.length === 0 || names.join() === '*' ? undefined : names;
}
