// The checks of a rule's schedule, its type's own keys, its fields and indices, in order.
import type { Check } from '../check';
import { buildingBlockTiming } from './buildingBlockTiming';
import { endpointFrom } from './endpointFrom';
import { esqlMetadata } from './esqlMetadata';
import { groupFieldType } from './groupFieldType';
import { historyWindow } from './historyWindow';
import { indexIntegration } from './indexIntegration';
import { indicatorEntries } from './indicatorEntries';
import { lookbackGap } from './lookbackGap';
import { maxspan } from './maxspan';
import { missingIndex } from './missingIndex';
import { newTermsOverlap } from './newTermsOverlap';
import { osType } from './osType';
import { repeatedField } from './repeatedField';
import { roundedFrom } from './roundedFrom';
import { ruleField } from './ruleField';
import { stackVersion } from './stackVersion';
import { timestampOverride } from './timestampOverride';
import { wideOverlap } from './wideOverlap';

export const ruleChecks: readonly Check[] = [
  // Times.
  lookbackGap,
  wideOverlap,
  newTermsOverlap,
  roundedFrom,
  buildingBlockTiming,
  endpointFrom,
  timestampOverride,
  historyWindow,
  maxspan,
  // Fields.
  ruleField,
  groupFieldType,
  repeatedField,
  indicatorEntries,
  // Indices and stacks.
  missingIndex,
  indexIntegration,
  osType,
  stackVersion,
  esqlMetadata,
];
