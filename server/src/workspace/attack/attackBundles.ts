// The ATT&CK that holds for a rule on disk: the nearest bundle's, read once per content, else what is built in.
import { builtInAttack, bundleCatalog } from '../../catalog/attackCatalog';
import type { AttackCatalog } from '../../catalog/attackCatalog';
import type { AttackTables } from '../../catalog/catalogTypes';
import type { CacheFolder } from '../cacheFolder';
import { FileError } from '../fileSystem';
import type { FileSystem } from '../fileSystem';
import { cachedBundle } from './cachedBundle';
import { BundleFinder } from './findBundle';
import { readBundle } from './readBundle';

/** What a bundle holds, or why it cannot be used: a sentence. Plain data. */
export type BundleContent =
  | { readonly kind: 'tables'; readonly tables: AttackTables }
  | { readonly kind: 'broken'; readonly message: string };

/** A bundle that was read. Plain data. */
export interface KeptBundle {
  readonly file: string;
  /** As the file system tells; another content has another. */
  readonly version: string;
  readonly content: BundleContent;
}

/** What is in force for the rules of a bundle: what is built in where it is broken. */
export interface HeldBundle extends KeptBundle {
  readonly catalog: AttackCatalog;
}

/** Of one process; a workspace has one bundle, seldom more. */
const held = new Map<string, HeldBundle>();
const mostHeld = 4;

/** Reads the bundle, whatever comes of it; `cache` spares that a second time. Throws FileError for a file that is gone. */
export function loadBundle(file: string, files: FileSystem, cache?: CacheFolder): KeptBundle {
  const version = versionOf(file, files);
  return { file, version, content: contentOf(file, files, cache) };
}

/** For a bundle that no reading came to an end with. Throws FileError for a file that is gone. */
export function unreadBundle(file: string, files: FileSystem, message: string): KeptBundle {
  return { file, version: versionOf(file, files), content: { kind: 'broken', message } };
}

/** Also takes over what another thread has read. */
export function holdBundle(bundle: KeptBundle): HeldBundle {
  const { file, content } = bundle;
  const catalog = content.kind === 'tables' ? bundleCatalog(content.tables) : builtInAttack;
  const made = { ...bundle, catalog };
  held.delete(file);
  held.set(file, made);
  for (const oldest of [...held.keys()].slice(0, -mostHeld)) held.delete(oldest);
  return made;
}

/** Everything that is held, without what is made of it. */
export function heldBundles(): readonly KeptBundle[] {
  return [...held.values()].map(({ file, version, content }) => ({ file, version, content }));
}

/** What is known of a bundle as it is now on disk; undefined where it was not read yet. Throws FileError. */
export function heldBundle(file: string, files: FileSystem): HeldBundle | undefined {
  const known = held.get(file);
  return known?.version === versionOf(file, files) ? known : undefined;
}

function versionOf(file: string, files: FileSystem): string {
  return files.openSample(file).version ?? String(files.sizeOf(file));
}

function contentOf(file: string, files: FileSystem, cache?: CacheFolder): BundleContent {
  try {
    const tables = cache ? cachedBundle(file, files, cache) : readBundle(file, files);
    return { kind: 'tables', tables };
  } catch (error) {
    if (error instanceof FileError) return { kind: 'broken', message: error.message };
    throw error;
  }
}

/** What is said of a bundle that was found and cannot be used. */
export function brokenWords(message: string): string {
  return `${message}. The built-in tables of ATT&CK are used.`;
}

/** The catalogue of a bundle that the user names. Throws FileError for one that cannot be used. */
export function namedAttack(file: string, files: FileSystem, cache?: CacheFolder): AttackCatalog {
  const { content, catalog } = holdBundle(loadBundle(file, files, cache));
  if (content.kind === 'broken') throw new FileError(content.message);
  return catalog;
}

/** What may be given to `AttackBundles`. */
export interface BundleOptions {
  /** Hears once of each bundle that cannot be used. */
  readonly complain?: (text: string) => void;
  /** Spares reading a bundle that was read before. */
  readonly cache?: CacheFolder | undefined;
}

/** Lives as long as one task: what holds for a folder is found out once. */
export class AttackBundles {
  private readonly finder: BundleFinder;
  private readonly known = new Map<string, AttackCatalog>();
  private readonly complained = new Set<string>();

  constructor(
    private readonly files: FileSystem,
    private readonly options: BundleOptions = {},
  ) {
    this.finder = new BundleFinder(files);
  }

  /** For the files of a folder, by its full path. */
  catalogIn(folder: string): AttackCatalog {
    const known = this.known.get(folder);
    if (known) return known;
    const file = this.finder.find(folder);
    const catalog = file === undefined ? builtInAttack : this.catalogOf(file);
    this.known.set(folder, catalog);
    return catalog;
  }

  private catalogOf(file: string): AttackCatalog {
    const { complain, cache } = this.options;
    const { content, catalog } =
      heldBundle(file, this.files) ?? holdBundle(loadBundle(file, this.files, cache));
    if (content.kind === 'broken' && !this.complained.has(file)) {
      this.complained.add(file);
      complain?.(brokenWords(content.message));
    }
    return catalog;
  }
}
