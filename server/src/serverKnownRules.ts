// The rules that the index of the workspace holds, as checks and requests look them up; put together anew when they change.
import { repositoryNames, slashed } from './fileChecks';
import { RuleCollection } from './services/otherRules';
import type { KnownFolders, KnownRule } from './services/otherRules';
import type { RuleIndex } from './workspace/ruleIndex';

export interface KnownRules {
  /** By path as it is shown, which on disk may have other separators. */
  readonly list: readonly KnownRule[];
  readonly rules: RuleCollection;
}

/** What the rules depend on beside the index. */
export interface IndexState {
  /** The folders whose rules are all in the index. */
  readonly folders: KnownFolders;
  /** Counts changes of settings and configurations. */
  readonly settingsSerial: number;
  /** All files are being looked at, which changes the index all the time. */
  readonly isScanning: boolean;
}

/** Lives as long as the index. */
export class IndexedRules {
  private kept: (KnownRules & { readonly serial: number; readonly state: IndexState }) | undefined;

  constructor(private readonly index: RuleIndex) {}

  /** Until a scan is over, what was known before. */
  in(state: IndexState): KnownRules {
    if (this.kept && this.holdsFor(state, this.kept)) return this.kept;
    const list = this.read();
    const rules = new RuleCollection(list, state.folders);
    this.kept = { list, rules, state, serial: this.index.serial };
    return this.kept;
  }

  private holdsFor(state: IndexState, kept: NonNullable<typeof this.kept>): boolean {
    if (kept.state.settingsSerial !== state.settingsSerial) return false;
    const isSame = kept.serial === this.index.serial && kept.state.folders === state.folders;
    return isSame || state.isScanning;
  }

  private read(): readonly KnownRule[] {
    const repositoryOf = repositoryNames();
    return [...this.index.all()].flatMap(({ path: file, summary }) =>
      summary?.kind === 'rule'
        ? [
            {
              ...summary.identity,
              path: slashed(file),
              repository: repositoryOf(file),
              places: summary.places,
            },
          ]
        : [],
    );
  }
}
