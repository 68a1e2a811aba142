// The tolerant TOML parser (TOML 1.0.0): any text in, a tree with places and problems out.
import type { Problem } from '../text/problem';
import type { TomlDocument, TomlStatement } from './ast';
import { decodeUtf8 } from './decodeUtf8';
import { resolveStatements } from './resolve';
import { newScanner } from './scanner';
import { parseStatements } from './statements';

/**
 * The tree of the text. Never throws; what is not TOML is a problem, and the statements before and after it are kept.
 * Offsets are UTF-16 units of `text`; a byte order mark at its start counts as one and is skipped.
 */
export function parseToml(text: string): TomlDocument {
  const { statements, problems } = readStatements(text);
  const resolved = resolveStatements(statements, text.length);
  return {
    text,
    statements,
    root: resolved.root,
    problems: inOrder([...problems, ...resolved.problems, ...controlCharacters(text)]),
  };
}

/** As `parseToml`, for the bytes of a file: what is not UTF-8 is a problem, too. */
export function parseTomlBytes(bytes: Uint8Array): TomlDocument {
  const { text, problem } = decodeUtf8(bytes);
  const document = parseToml(text);
  return problem === undefined
    ? document
    : { ...document, problems: inOrder([problem, ...document.problems]) };
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length < 2) return problems;
  return problems.toSorted((a, b) => a.span.start - b.span.start);
}

interface Reading {
  readonly statements: readonly TomlStatement[];
  readonly problems: readonly Problem[];
}

/**
 * Without its closing delimiter a multi-line string reaches to the opening one of the next such string, and all after it
 * is read inside out. So a text with problems and multi-line strings is read once more, taking a delimiter that opens a
 * statement for no closing one; the reading with more whole statements wins, then the one with fewer problems. A valid
 * text is read once, by the letter.
 */
function readStatements(text: string): Reading {
  const first = read(text, false);
  if (first.problems.length === 0) return first;
  if (!text.includes('"""') && !text.includes("'''")) return first;
  const second = read(text, true);
  const gain = wholeStatements(second) - wholeStatements(first);
  const isBetter = gain === 0 ? second.problems.length < first.problems.length : gain > 0;
  return isBetter ? second : first;
}

/** Number of statements but for keys without a value, which any word of prose may be. */
function wholeStatements({ statements }: Reading): number {
  return statements.filter(
    (statement) => statement.kind === 'header' || statement.value !== undefined,
  ).length;
}

function read(text: string, mend: boolean): Reading {
  const scanner = newScanner(text, mend);
  return { statements: parseStatements(scanner), problems: scanner.problems };
}

/** What TOML allows nowhere: control characters but tab and line breaks. */
const controls = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code))
  .concat('\x7f')
  .filter((character) => character !== '\t' && character !== '\n');

/** A search for each of them takes a fraction of one search for all: the engine looks for one at memory speed. */
function controlCharacters(text: string): readonly Problem[] {
  const problems: Problem[] = [];
  for (const control of controls)
    for (let at = text.indexOf(control); at >= 0; at = text.indexOf(control, at + 1))
      if (control !== '\r' || text.charAt(at + 1) !== '\n') problems.push(controlProblem(text, at));
  return problems;
}

function controlProblem(text: string, at: number): Problem {
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  return {
    code: 'toml-syntax',
    message:
      code === '000D'
        ? 'Expected a line break of LF or CR LF, found CR alone.'
        : `Expected no control character, found U+${code}.`,
    severity: 'error',
    span: { start: at, end: at + 1 },
  };
}
