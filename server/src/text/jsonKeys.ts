// Finds the keys of a JSON text with their places, for files in which a field is declared.
import type { Span } from './span';

export interface JsonKey {
  /** Names from the top; positions in lists are left out. */
  readonly path: readonly string[];
  /** Between the quotes. */
  readonly span: Span;
}

const token = /"(?:\\.|[^"\\])*"|[{}[\]:,]/g;

/** The keys in the order of the text. Of a broken text those that can be told. */
export function jsonKeys(text: string): readonly JsonKey[] {
  const keys: JsonKey[] = [];
  const path: (string | undefined)[] = [];
  let last: { readonly name: string; readonly span: Span } | undefined;
  let key: string | undefined;
  for (const { 0: piece, index } of text.matchAll(token))
    switch (piece) {
      case '{':
      case '[':
        path.push(key);
        key = last = undefined;
        break;
      case '}':
      case ']':
        path.pop();
        key = last = undefined;
        break;
      case ':': {
        if (!last) break;
        key = last.name;
        const around = path.filter((name) => name !== undefined);
        keys.push({ path: [...around, key], span: last.span });
        last = undefined;
        break;
      }
      case ',':
        key = last = undefined;
        break;
      default:
        last = {
          name: decoded(piece),
          span: { start: index + 1, end: index + piece.length - 1 },
        };
    }
  return keys;
}

function decoded(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted.slice(1, -1);
  }
}
