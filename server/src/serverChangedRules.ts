// Rules that came, went or changed since the last look, and which files that makes a difference to.
import { repositoryNames, slashed } from './fileChecks';
import type { RuleIdentity } from './rule/ruleIdentity';
import type { RuleCollection } from './services/otherRules';
import type { RuleIndex } from './workspace/ruleIndex';

/** A file that is not open, by its path. */
type Affects = (file: string, index: RuleIndex) => boolean;

/** Lives as long as the server. */
export class ChangedRules {
  private changes: { readonly file: string; readonly identity: RuleIdentity }[] = [];

  get isEmpty(): boolean {
    return this.changes.length === 0;
  }

  /** What a file was and what it is now: of a change both count. */
  note(file: string, before: RuleIdentity | undefined, after: RuleIdentity | undefined): void {
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    for (const identity of [before, after]) if (identity) this.changes.push({ file, identity });
  }

  clear(): void {
    this.changes = [];
  }

  /** Forgets the changes. Tells of a file whether it shares something with a rule that changed, or names it. */
  take(rules: RuleCollection): Affects {
    const changes = this.changes.splice(0);
    const repositoryOf = repositoryNames();
    const shown = new Set(
      changes.flatMap(({ file, identity }) =>
        rules.sharing({ ...identity, path: slashed(file), repository: repositoryOf(file) }),
      ),
    );
    const ids = new Set(changes.flatMap(({ identity: { id } }) => id ?? []));
    return (file, index) => {
      const mentions = index.get(file)?.summary?.mentions ?? [];
      return (
        shown.has(slashed(file)) ||
        mentions.some(({ kind, name }) => kind === 'rule' && ids.has(name))
      );
    };
  }
}
