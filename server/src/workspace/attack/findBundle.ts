// Finds the STIX bundle of ATT&CK that holds for a rule: beside it, or in a folder above it, as repositories keep it.
import path from 'node:path';
import { ifReadable } from '../fileSystem';
import type { FileSystem } from '../fileSystem';
import { compareVersions } from '../schemas/schemaTables';

/** Below a folder that a rule lies in: the folder itself, and where rule repositories keep what belongs to them. */
const places = ['', 'etc', path.join('detection_rules', 'etc')];

/** As MITRE names its bundles for Enterprise, and as the detection-rules repository does. */
const bundleName =
  /^(?:enterprise-attack(?:-v?(\d+(?:\.\d+)*))?|attack-v(\d+(?:\.\d+)*))\.json(?:\.gz)?$/;

/** True for a file that may be a bundle, by its name. */
export function isBundleName(name: string): boolean {
  return bundleName.test(name);
}

/** The version that the name of a bundle tells: `18.1`; empty where it tells none. */
export function versionOfName(file: string): string {
  const [, own, repository] = bundleName.exec(path.basename(file)) ?? [];
  return (own ?? repository ?? '').replace(/^(\d+\.\d+)\.0$/, '$1');
}

/** Keeps what it found per folder, until it is told to forget. */
export class BundleFinder {
  private readonly found = new Map<string, string | undefined>();

  constructor(private readonly files: FileSystem) {}

  /** The bundle for files in a folder; undefined where there is none. */
  find(folder: string): string | undefined {
    if (this.found.has(folder)) return this.found.get(folder);
    const above = path.dirname(folder);
    const file = this.below(folder) ?? (above === folder ? undefined : this.find(above));
    this.found.set(folder, file);
    return file;
  }

  forget(): void {
    this.found.clear();
  }

  private below(folder: string): string | undefined {
    return places
      .map((place) => this.within(path.join(folder, place)))
      .find((file) => file !== undefined);
  }

  /** The one without a version is the newest where MITRE's bundles lie side by side. */
  private within(folder: string): string | undefined {
    if (this.files.kindOf(folder) !== 'folder') return undefined;
    // Folders above a workspace may be closed to us.
    const names = ifReadable(() => this.files.listFolder(folder)) ?? [];
    const bundles = names.filter((file) => isBundleName(path.basename(file)));
    const unnumbered = bundles.find((file) => versionOfName(file) === '');
    return (
      unnumbered ??
      [...bundles].sort((a, b) => compareVersions(versionOfName(b), versionOfName(a)))[0]
    );
  }
}
