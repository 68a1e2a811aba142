// Where the command line takes ATT&CK from: a bundle that is named, else the nearest one, else what is built in.
import path from 'node:path';
import type { AttackCatalog } from '../catalog/attackCatalog';
import { AttackBundles, namedAttack } from '../workspace/attack/attackBundles';
import { sharedCache } from '../workspace/sharedCache';
import type { Arguments } from './arguments';
import type { Io } from './command';

/** Lines for a command's help, whose explanations begin at a column. */
export function attackOptionHelp(column: number): string {
  return optionWords
    .map((words, at) => `${(at === 0 ? '  --attack FILE' : '').padEnd(column)}${words}\n`)
    .join('');
}

const optionWords: readonly string[] = [
  'a STIX bundle of ATT&CK for Enterprise, which then decides about ids, names,',
  'tactics and successors (default: enterprise-attack*.json[.gz] or',
  'attack-v*.json[.gz] beside the files or in a folder above them, there also in',
  'etc and detection_rules/etc; without one what is built in)',
];

/** By the full path of a folder, for the files in it. Throws FileError for a named bundle that cannot be used. */
export function attackFor(options: Arguments, io: Io): (folder: string) => AttackCatalog {
  const cache = sharedCache();
  const named = options.text('attack');
  if (named !== undefined) {
    const catalog = namedAttack(path.resolve(named), io.files, cache);
    return () => catalog;
  }
  const complain = (text: string): void => {
    io.err(`${text}\n`);
  };
  const bundles = new AttackBundles(io.files, { complain, cache });
  return (folder) => bundles.catalogIn(folder);
}

/** For a path as the user names it, a file or a folder; the present folder without one. */
export function folderOf(named: string | undefined, { files }: Io): string {
  const full = path.resolve(named ?? '.');
  return files.kindOf(full) === 'file' ? path.dirname(full) : full;
}
