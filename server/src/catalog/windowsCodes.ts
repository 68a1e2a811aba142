// Codes in values of Windows events: Kerberos, logon status, access rights.
import windowsCodes from '../../data/windows-codes.tsv';
import { cell, lazy, tableLines } from './table';

/** `standard` rights exist for every kind of object; `file`, `directory` (of Active Directory) and `process` add theirs. */
export type CodeKind =
  | 'encryption'
  | 'preauth'
  | 'kerberos'
  | 'status'
  | 'access'
  | 'file'
  | 'directory'
  | 'process'
  | 'standard';

export interface WindowsCode {
  /** As Windows writes it: `0x17`, `2`, `%%1537`. */
  readonly code: string;
  readonly name: string;
  readonly description: string;
}

const codesByKind: () => ReadonlyMap<string, readonly WindowsCode[]> = lazy(() => {
  const kinds = new Map<string, WindowsCode[]>();
  for (const line of tableLines(windowsCodes)) {
    const code = { code: cell(line, 1), name: cell(line, 2), description: cell(line, 3) };
    const list = kinds.get(cell(line, 0));
    if (list) list.push(code);
    else kinds.set(cell(line, 0), [code]);
  }
  return kinds;
});

/** All codes of a kind, in the order of the table. */
export function codesOf(kind: CodeKind): readonly WindowsCode[] {
  return codesByKind().get(kind) ?? [];
}

/** The code as a number where it is one, so that `0x12`, `0X00000012` and `18` are the same. */
function numberOf(text: string): number | undefined {
  return /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text) ? Number(text) : undefined;
}

/** The code of a kind that a value means, or undefined. */
export function findCode(kind: CodeKind, value: string): WindowsCode | undefined {
  const number = numberOf(value);
  return codesOf(kind).find(({ code }) =>
    number === undefined ? code === value : numberOf(code) === number,
  );
}

/** The rights of an access mask, lowest bit first; undefined where the text is no mask. */
export function rightsOf(
  mask: string,
  kind: 'file' | 'directory' | 'process',
): readonly WindowsCode[] | undefined {
  const number = numberOf(mask);
  if (number === undefined) return undefined;
  return [...codesOf(kind), ...codesOf('standard')].filter(
    ({ code }) => (BigInt(number) & BigInt(code)) !== 0n,
  );
}
