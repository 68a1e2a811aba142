// The index patterns of a rule one by one: a list within a pattern is split, what is excluded left out.
import { keepLast, oncePerText } from '../text/oncePer';
import type { Rule } from './rule';

/** Without spans; empty where the rule names none. */
export const indexPatternsOf = keepLast(({ index }: Pick<Rule, 'index'>): readonly string[] =>
  (index?.value ?? []).flatMap(({ value }) => patternsIn(value)),
);

/** Rules have few different ones among them. */
const patternsIn = oncePerText((written): readonly string[] =>
  written
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('-')),
);
