// Where a rule keeps what other rules are compared with, for files that are not open: lines and columns, no offsets.
import { rangeAt } from '../text/lineIndex';
import type { LineRange } from '../text/lineIndex';
import { oncePer } from '../text/oncePer';
import type { RuleDocument } from './ruleDocument';
import { tableAt } from './tomlValues';

/** Plain data, like the identity. */
export interface RulePlaces {
  /** The header of `[rule]`; the start of the file where there is none. */
  readonly rule: LineRange;
  readonly id?: LineRange;
  readonly name?: LineRange;
  readonly query?: LineRange;
}

export const placesOf = oncePer((document: RuleDocument): RulePlaces => {
  const { lineStarts, toml, rule, query } = document;
  const table = tableAt(toml.root, 'rule');
  const header = table?.header?.span ?? { start: 0, end: 0 };
  return {
    rule: rangeAt(lineStarts, header),
    ...(rule.id && { id: rangeAt(lineStarts, rule.id.span) }),
    ...(rule.name && { name: rangeAt(lineStarts, rule.name.span) }),
    ...(query && { query: rangeAt(lineStarts, query.node.span) }),
  };
});
