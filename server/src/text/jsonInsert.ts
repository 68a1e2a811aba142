// Adds a member to an object of a JSON text and leaves the rest of the text as it is.
import type { TextEdit } from './problem';

/** Strings whole, and what opens, closes and divides. */
const token = /"(?:\\.|[^"\\])*"|[{}[\],:]/g;

interface Frame {
  readonly key: string | undefined;
  readonly isObject: boolean;
  hasMembers: boolean;
}

/**
 * Puts `"name": value` at the end of the object that the keys lead to; `value` is JSON. Undefined where the text is no
 * JSON or there is no such object.
 */
export function insertMember(
  text: string,
  path: readonly string[],
  { name, value }: { readonly name: string; readonly value: string },
): TextEdit | undefined {
  if (!isJson(text)) return undefined;
  const found = findEnd(text, path);
  if (!found) return undefined;
  const before = text.slice(0, found.end).trimEnd();
  const outer = indentAt(text, found.end);
  const inner = `\n${outer}${unitOf(text)}${JSON.stringify(name)}: ${value}`;
  const isOnOwnLine = text.slice(before.length, found.end).includes('\n');
  return {
    span: { start: before.length, end: before.length },
    text: `${found.hasMembers ? ',' : ''}${inner}${isOnOwnLine ? '' : `\n${outer}`}`,
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''));
    return true;
  } catch {
    return false;
  }
}

/** Where the closing brace of the object stands. */
function findEnd(
  text: string,
  path: readonly string[],
): { readonly end: number; readonly hasMembers: boolean } | undefined {
  const frames: Frame[] = [];
  let key: string | undefined;
  let last: string | undefined;
  for (const { 0: piece, index } of text.matchAll(token))
    switch (piece) {
      case '{':
      case '[':
        frames.push({ key, isObject: piece === '{', hasMembers: false });
        key = undefined;
        break;
      case '}':
      case ']': {
        const frame = frames.at(-1);
        if (frame?.isObject === true && leadsTo(frames, path))
          return { end: index, hasMembers: frame.hasMembers };
        frames.pop();
        break;
      }
      case ':': {
        key = last;
        const frame = frames.at(-1);
        if (frame) frame.hasMembers = true;
        break;
      }
      case ',':
        key = undefined;
        break;
      default:
        last = JSON.parse(piece) as string;
    }
  return undefined;
}

function leadsTo(frames: readonly Frame[], path: readonly string[]): boolean {
  return (
    frames.length === path.length + 1 && path.every((name, at) => frames[at + 1]?.key === name)
  );
}

/** The blanks in front of the line. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

/** The first indent of the file. */
function unitOf(text: string): string {
  return /\n([ \t]+)/.exec(text)?.[1] ?? '  ';
}
