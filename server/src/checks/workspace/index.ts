// The checks of a rule against the other rules of the workspace, in order.
import type { Check } from '../check';
import { duplicateFileName } from './duplicateFileName';
import { duplicateRuleId } from './duplicateRuleId';
import { duplicateRuleName } from './duplicateRuleName';
import { nearSearch } from './nearSearch';
import { sameSearch } from './sameSearch';
import { unknownRule } from './unknownRule';
import { unknownRuleMention } from './unknownRuleMention';

export const workspaceChecks: readonly Check[] = [
  duplicateRuleId,
  duplicateRuleName,
  duplicateFileName,
  sameSearch,
  nearSearch,
  unknownRule,
  unknownRuleMention,
];
