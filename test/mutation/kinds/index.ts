// Every kind of mistake the harness knows.
import type { MistakeKind } from '../mistake';
import { fileMistakes } from './files';
import { otherLanguageMistakes } from './otherLanguages';
import { queryMistakes } from './query';
import { querySyntaxMistakes } from './querySyntax';
import { ruleTypeMistakes } from './ruleTypes';
import { schemaMistakes } from './schema';
import { textMistakes } from './texts';
import { threatMistakes } from './threat';
import { tomlMistakes } from './toml';
import { workspaceMistakes } from './workspace';

export const mistakeKinds: readonly MistakeKind[] = [
  ...tomlMistakes,
  ...schemaMistakes,
  ...fileMistakes,
  ...textMistakes,
  ...ruleTypeMistakes,
  ...threatMistakes,
  ...querySyntaxMistakes,
  ...queryMistakes,
  ...otherLanguageMistakes,
  ...workspaceMistakes,
];
