// os-type: a rule for one operating system whose query does not say so.
import type { Check } from '../check';
import { isDeprecated, pathParts } from '../ruleTables';

export const osType: Check = {
  code: 'os-type',
  severity: 'information',
  doc: 'A rule in the folder `windows`, `linux` or `macos` asks for `host.os.type` in its query.',
  needsWholeFile: true,
  run: ({ document, context }) => {
    const folder = pathParts(context.path).at(-2) ?? '';
    const { query } = document;
    if (!['windows', 'linux', 'macos'].includes(folder) || isDeprecated(document)) return [];
    if (!query || (query.language !== 'kuery' && query.language !== 'eql')) return [];
    if (/\bhost\.os\.(?:type|family)\b/.test(query.text)) return [];
    const message = `The rules in the folder \`${folder}\` ask for \`host.os.type\`: other systems' events are then left out early.`;
    return [{ message, span: query.node.span }];
  },
};
