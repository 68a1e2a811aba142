// Reads and writes the tables of server/data: TSV with a header line, no quoting, no tab or line break inside a cell.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the committed tables. */
export const tableDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../data');

/** Rows of a TSV file as objects keyed by its header. */
export function readTable(file) {
  const [head, ...lines] = readFileSync(file, 'utf8').replace(/\n$/, '').split('\n');
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}

/** TSV text of rows (arrays of cells) under a header. Throws where a cell would break the format. */
export function formatTable(columns, rows) {
  const lines = [columns, ...rows].map((row) => {
    const cells = row.map((cell) => String(cell ?? ''));
    const bad = cells.find((cell) => /[\t\r\n]/.test(cell));
    if (bad !== undefined) throw new Error(`tab or line break in a cell: ${bad}`);
    // Empty cells at the end of a line say nothing.
    return cells.join('\t').replace(/\t+$/, '');
  });
  return lines.join('\n') + '\n';
}

/**
 * Writes generated texts (file name -> text) into server/data and says what it wrote. With `--check` it writes nothing,
 * names the files that differ and sets the exit code 1.
 */
export function writeTables(tables) {
  const check = process.argv.includes('--check');
  for (const [name, text] of Object.entries(tables)) {
    const file = path.join(tableDir, name);
    if (!check) {
      writeFileSync(file, text);
      console.log(`${name}: ${text.split('\n').length - 2} rows, ${Buffer.byteLength(text)} bytes`);
    } else if (readFileSync(file, 'utf8') !== text) {
      console.error(`${name} is not what its generator makes`);
      process.exitCode = 1;
    }
  }
}

/** The DIR of `--data DIR`, or undefined. */
export function dataArgument() {
  const at = process.argv.indexOf('--data');
  return at < 0 ? undefined : process.argv[at + 1];
}

/** Order by UTF-16 code units, the same on every machine. */
export function byName(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
