// The checks of ATT&CK and ATLAS mappings in order.
import type { Check } from '../check';
import { attackId } from './attackId';
import { attackName } from './attackName';
import { attackParent } from './attackParent';
import { attackReference } from './attackReference';
import { attackRepeated } from './attackRepeated';
import { attackStatus } from './attackStatus';
import { attackTactic } from './attackTactic';
import { threatMappings } from './threatMappings';

export const threatChecks: readonly Check[] = [
  attackId,
  attackStatus,
  attackName,
  attackReference,
  attackTactic,
  attackParent,
  attackRepeated,
  threatMappings,
];
