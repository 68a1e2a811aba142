// Finds the comments of a TOML file: the tree leaves them out.
import type { Span } from '../text/span';
import type { TomlDocument, TomlPair, TomlValue } from './ast';

/** From each `#` to the end of its line, in the order of the file. */
export function commentsOf(toml: TomlDocument): readonly Span[] {
  const opaque = opaqueSpans(toml);
  const comments: Span[] = [];
  let next = 0;
  let at = toml.text.indexOf('#');
  while (at >= 0) {
    while ((opaque[next]?.end ?? Infinity) <= at) next++;
    const around = opaque[next];
    if (around && around.start <= at) {
      at = toml.text.indexOf('#', around.end);
      continue;
    }
    const end = lineEnd(toml.text, at);
    comments.push({ start: at, end });
    at = toml.text.indexOf('#', end);
  }
  return comments;
}

/** Headers, keys and values but arrays and inline tables, in order: outside stand only blanks, comments and punctuation. */
export function opaqueSpans(toml: TomlDocument): readonly Span[] {
  return toml.statements.flatMap((statement) =>
    statement.kind === 'header' ? [statement.span] : opaqueOf(statement),
  );
}

/** The same in a pair. */
function opaqueOf(pair: TomlPair): readonly Span[] {
  return [...pair.keys.map((key) => key.span), ...(pair.value ? opaqueInValue(pair.value) : [])];
}

function opaqueInValue(value: TomlValue): readonly Span[] {
  switch (value.kind) {
    case 'array':
      return value.items.flatMap(opaqueInValue);
    case 'inline-table':
      return value.pairs.flatMap(opaqueOf);
    default:
      return [value.span];
  }
}

function lineEnd(text: string, at: number): number {
  const lineBreak = /[\r\n]/g;
  lineBreak.lastIndex = at;
  return lineBreak.exec(text)?.index ?? text.length;
}
