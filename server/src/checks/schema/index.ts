// The checks of keys in order. missing-key, wrong-type and invalid-value come before them.
import type { Check } from '../check';
import { exclusiveKeys } from './exclusiveKeys';
import { exceptionEntry } from './exceptionEntry';
import { lockedVersion } from './lockedVersion';
import { timeline } from './timeline';
import { unknownKey } from './unknownKey';

export const schemaChecks: readonly Check[] = [
  unknownKey,
  exclusiveKeys,
  exceptionEntry,
  lockedVersion,
  timeline,
];
