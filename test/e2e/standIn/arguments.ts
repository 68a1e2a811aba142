// Reads the part of VS Code's command line that @vscode/test-electron uses.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Paths are absolute. */
export interface CodeArguments {
  readonly development: readonly string[];
  readonly open: readonly string[];
  readonly tests?: string;
  readonly user?: string;
  readonly extensions?: string;
}

/** Options with a value of their own, which may follow as the next argument. */
const valued = new Set([
  '--extensionDevelopmentPath',
  '--extensionTestsPath',
  '--user-data-dir',
  '--extensions-dir',
  '--folder-uri',
  '--file-uri',
  '--locale',
  '--log',
]);

function localPath(file: string): string {
  return file.startsWith('file:') ? fileURLToPath(file) : path.resolve(file);
}

/** What only concerns a desktop window (--no-sandbox, --skip-welcome, ...) is passed over. */
export function parseArguments(argv: readonly string[]): CodeArguments {
  const values = new Map<string, string[]>();
  const add = (name: string, value: string): void => {
    values.set(name, [...(values.get(name) ?? []), value]);
  };
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] ?? '';
    const [, name, value] = /^(--[\w-]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name === undefined) add('open', argument);
    else if (value !== undefined) add(name, value);
    else if (valued.has(name)) add(name, argv[++i] ?? '');
  }
  const all = (...names: readonly string[]): readonly string[] =>
    names.flatMap((name) => values.get(name) ?? []).map(localPath);
  const [tests] = all('--extensionTestsPath');
  const [user] = all('--user-data-dir');
  const [extensions] = all('--extensions-dir');
  return {
    development: all('--extensionDevelopmentPath'),
    open: all('open', '--folder-uri', '--file-uri'),
    ...(tests === undefined ? {} : { tests }),
    ...(user === undefined ? {} : { user }),
    ...(extensions === undefined ? {} : { extensions }),
  };
}
