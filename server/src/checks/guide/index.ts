// The checks of the investigation guide in order.
import type { Check } from '../check';
import { guideName } from './guideName';
import { guidePlaceholder } from './guidePlaceholder';
import { guideText } from './guideText';
import { guideTriage } from './guideTriage';
import { setupHeading } from './setupHeading';

export const guideChecks: readonly Check[] = [
  guideName,
  guideTriage,
  setupHeading,
  guidePlaceholder,
  guideText,
];
