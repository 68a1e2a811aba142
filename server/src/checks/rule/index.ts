// The checks of a rule's schedule, its type's own keys, its fields and indices, in order.
import type { Check } from '../check';
import { absentNewTerm } from './absentNewTerm';
import { buildingBlockTiming } from './buildingBlockTiming';
import { cardinalityField } from './cardinalityField';
import { coveredIndex } from './coveredIndex';
import { datasetPackage } from './datasetPackage';
import { endpointFrom } from './endpointFrom';
import { eqlField } from './eqlField';
import { esqlGroupField } from './esqlGroupField';
import { esqlMetadata } from './esqlMetadata';
import { esqlKeep } from './esqlKeep';
import { fieldDataSet } from './fieldDataSet';
import { fixedNewTerm } from './fixedNewTerm';
import { groupFieldType } from './groupFieldType';
import { historyWindow } from './historyWindow';
import { indexIntegration } from './indexIntegration';
import { indexPattern } from './indexPattern';
import { indicatorEntries } from './indicatorEntries';
import { lookbackGap } from './lookbackGap';
import { maxspan } from './maxspan';
import { missingIndex } from './missingIndex';
import { newTermsOverlap } from './newTermsOverlap';
import { osType } from './osType';
import { repeatedField } from './repeatedField';
import { roundedFrom } from './roundedFrom';
import { ruleField } from './ruleField';
import { shortHistory } from './shortHistory';
import { stackVersion } from './stackVersion';
import { timestampOverride } from './timestampOverride';
import { unstatedStack } from './unstatedStack';
import { wideOverlap } from './wideOverlap';
import { windowEnd } from './windowEnd';

export const ruleChecks: readonly Check[] = [
  // Times.
  lookbackGap,
  wideOverlap,
  newTermsOverlap,
  roundedFrom,
  buildingBlockTiming,
  endpointFrom,
  windowEnd,
  timestampOverride,
  historyWindow,
  shortHistory,
  maxspan,
  // Fields.
  ruleField,
  eqlField,
  groupFieldType,
  repeatedField,
  cardinalityField,
  fixedNewTerm,
  absentNewTerm,
  esqlGroupField,
  indicatorEntries,
  // Indices and stacks.
  missingIndex,
  indexPattern,
  coveredIndex,
  indexIntegration,
  datasetPackage,
  fieldDataSet,
  osType,
  stackVersion,
  unstatedStack,
  esqlMetadata,
  esqlKeep,
];
