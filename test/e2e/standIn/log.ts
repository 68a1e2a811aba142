// The log of the stand-in: a file, and its last pieces for the message when a run breaks off.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const keep = 200;

export interface Log {
  readonly file: string;
  readonly write: (text: string) => void;
  readonly tail: () => string;
}

/** Starts a log file anew. */
export function openLog(file: string): Log {
  const last: string[] = [];
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '');
  return {
    file,
    write: (text) => {
      appendFileSync(file, text);
      last.push(text);
      if (last.length > keep) last.shift();
    },
    tail: () => last.join(''),
  };
}
