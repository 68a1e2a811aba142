// os-tag: the tag of the operating system whose folder a rule lies in.
import type { Check } from '../check';
import { isDeprecated, pathParts } from '../ruleTables';
import { lacking } from './tagList';

const tags: ReadonlyMap<string, string> = new Map([
  ['windows', 'OS: Windows'],
  ['linux', 'OS: Linux'],
  ['macos', 'OS: macOS'],
]);

export const osTag: Check = {
  code: 'os-tag',
  severity: 'warning',
  doc: 'A rule in the folder `windows`, `linux` or `macos` has the tag of that system.',
  needsWholeFile: true,
  run: ({ document, context }) => {
    const folder = pathParts(context.path).at(-2) ?? '';
    const tag = tags.get(folder);
    if (tag === undefined || isDeprecated(document)) return [];
    return lacking(document, [tag], `A rule in the folder \`${folder}\` has`);
  },
};
