// Where the squiggle about an entry's value belongs.
import type { Span } from '../text/span';
import type { TomlEntry } from '../toml/ast';

/** The value, or the header where the value is a table of its own. */
export function placeOf(entry: TomlEntry): Span {
  const { value } = entry;
  switch (value.kind) {
    case 'table':
      return value.header?.span ?? entry.key.span;
    case 'tables':
      return value.tables[0]?.header?.span ?? entry.key.span;
    default:
      return value.span;
  }
}
