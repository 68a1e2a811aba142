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
    problems: [...problems, ...resolved.problems, ...controlCharacters(text)].sort(
      (a, b) => a.span.start - b.span.start,
    ),
  };
}

/** As `parseToml`, for the bytes of a file: what is not UTF-8 is a problem, too. */
export function parseTomlBytes(bytes: Uint8Array): TomlDocument {
  const { text, problem } = decodeUtf8(bytes);
  const document = parseToml(text);
  return problem === undefined
    ? document
    : { ...document, problems: [problem, ...document.problems] };
}

interface Reading {
  readonly statements: readonly TomlStatement[];
  readonly problems: readonly Problem[];
}

/**
 * Without its closing delimiter a multi-line string reaches to the opening one of the next such string, and all after it
 * is read inside out. So a text with problems and multi-line strings is read once more, taking a delimiter that opens a
 * statement for no closing one; the reading with more statements wins. A valid text is read once, by the letter.
 */
function readStatements(text: string): Reading {
  const first = read(text, false);
  const mayMend = text.includes('"""') || text.includes("'''");
  if (first.problems.length === 0 || !mayMend) return first;
  const second = read(text, true);
  return second.statements.length > first.statements.length ? second : first;
}

function read(text: string, mend: boolean): Reading {
  const scanner = newScanner(text, mend);
  return { statements: parseStatements(scanner), problems: scanner.problems };
}

/** TOML allows no control characters but tab and line breaks, wherever they stand. */
function controlCharacters(text: string): readonly Problem[] {
  // eslint-disable-next-line no-control-regex -- these are what we look for
  const matches = text.matchAll(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)/g);
  return Array.from(matches, ({ 0: character, index }) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return {
      code: 'toml-syntax',
      message: `Expected no control character, found U+${code}.`,
      severity: 'error',
      span: { start: index, end: index + 1 },
    };
  });
}
