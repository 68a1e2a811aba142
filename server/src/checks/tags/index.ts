// The checks of tags in order.
import type { Check } from '../check';
import { duplicateTag } from './duplicateTag';
import { indexTag } from './indexTag';
import { kindTag } from './kindTag';
import { osTag } from './osTag';
import { sourceTags } from './sourceTags';
import { tacticTag } from './tacticTag';
import { tacticTags } from './tacticTags';
import { tagCase } from './tagCase';
import { tagPrefix } from './tagPrefix';
import { unmappedTactic } from './unmappedTactic';

export const tagChecks: readonly Check[] = [
  duplicateTag,
  tagCase,
  tagPrefix,
  indexTag,
  sourceTags,
  osTag,
  tacticTag,
  tacticTags,
  unmappedTactic,
  kindTag,
];
