// The checks of a rule's metadata and of the file's name and place, in order.
import type { Check } from '../check';
import { dateOrder } from './dateOrder';
import { defendRule } from './defendRule';
import { deprecation } from './deprecation';
import { fileName } from './fileName';
import { fileNameTactic } from './fileNameTactic';
import { integrationFolder } from './integrationFolder';
import { license } from './license';
import { maxSignals } from './maxSignals';
import { minStackComments } from './minStackComments';
import { referenceUrl } from './referenceUrl';
import { riskSeverity } from './riskSeverity';
import { ruleFolder } from './ruleFolder';
import { ruleName } from './ruleName';
import { supportedStack } from './supportedStack';

export const metadataChecks: readonly Check[] = [
  dateOrder,
  minStackComments,
  supportedStack,
  deprecation,
  ruleFolder,
  integrationFolder,
  fileName,
  fileNameTactic,
  ruleName,
  defendRule,
  license,
  riskSeverity,
  maxSignals,
  referenceUrl,
];
