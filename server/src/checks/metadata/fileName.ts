// file-name: a file name that the repository refuses.
import type { Check } from '../check';
import { pathParts, ruleHeader } from '../ruleTables';

export const fileName: Check = {
  code: 'file-name',
  severity: 'warning',
  doc: 'File names consist of small letters, digits and underscores, and end in `.toml`.',
  run: ({ document, context }) => {
    const name = pathParts(context.path).at(-1);
    if (name === undefined || /^[a-z0-9_]+\.toml$/.test(name)) return [];
    const better = name
      .replace(/\.toml$/i, '')
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, '_');
    const message = `The file name \`${name}\` has other signs than small letters, digits and underscores. Rename it, to \`${better}.toml\` perhaps.`;
    return [{ message, span: ruleHeader(document) }];
  },
};
