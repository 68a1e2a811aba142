// What the workspace remembers of a file that is not open: what it is, and what it names. No tree, no text.
import { rangeAt } from '../text/lineIndex';
import type { LineRange } from '../text/lineIndex';
import { isBesideRules, mentionsOf } from './mentions';
import type { Mention } from './mentions';
import type { Rule } from './rule';
import type { RuleDocument } from './ruleDocument';
import { identityOf } from './ruleIdentity';
import type { RuleIdentity } from './ruleIdentity';
import { placesOf } from './rulePlaces';
import type { RulePlaces } from './rulePlaces';

export type PlacedMention = Omit<Mention, 'span'> & { readonly range: LineRange };

/** Values of the rule that lists and overviews show; keys that the file does not have may be absent. */
export type SummaryRule = Pick<Rule, 'id' | 'name' | 'type' | 'severity' | 'tags' | 'threat'>;

export interface RuleSummary {
  readonly kind: 'rule' | 'companion';
  readonly rule: SummaryRule;
  readonly identity: RuleIdentity;
  readonly places: RulePlaces;
  readonly mentions: readonly PlacedMention[];
}

/** Undefined for a file that is neither a rule nor one that stands beside rules. */
export function summaryOf(document: RuleDocument): RuleSummary | undefined {
  if (!document.isRule && !isBesideRules(document)) return undefined;
  const { id, name, type, severity, tags, threat } = document.rule;
  return {
    kind: document.isRule ? 'rule' : 'companion',
    rule: { id, name, type, severity, tags, threat },
    identity: identityOf(document),
    places: placesOf(document),
    mentions: mentionsOf(document).map(({ span, ...rest }) => ({
      ...rest,
      range: rangeAt(document.lineStarts, span),
    })),
  };
}
