// os-type: a rule for one operating system whose query does not say so.
import type { RuleQuery } from '../../rule/ruleDocument';
import { toSourceSpan } from '../../text/offsetMap';
import type { Check, Finding } from '../check';
import { nothing } from '../findEach';
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
    if (
      !query ||
      query.text.trim() === '' ||
      (query.language !== 'kuery' && query.language !== 'eql')
    )
      return [];
    if (/\bhost\.os\.(?:type|family)\b/.test(query.text)) return findOtherSystem(query, folder);
    const message = `The rules in the folder \`${folder}\` ask for \`host.os.type\`: other systems' events are then left out early.`;
    return [{ message, span: query.node.span }];
  },
};

const asked =
  /(?<!\bnot\s+)\bhost\.os\.type\s*(?::|==|in~?|like~?)\s*(\([^)]*\)|"[^"]*"|[\w*?]+)/gi;

/** The query asks for systems, but not for the one of its folder. */
function findOtherSystem({ text, node }: RuleQuery, folder: string): readonly Finding[] {
  const [first, ...more] = text.matchAll(asked);
  if (!first || [first, ...more].some(([clause]) => mayAskFor(folder, clause.toLowerCase())))
    return nothing;
  const span = toSourceSpan(node.map, { start: first.index, end: first.index + first[0].length });
  const message = `The rule lies in the folder \`${folder}\`, but asks for the events of another system.`;
  return [{ message, span }];
}

/** By its name, by a pattern, or as all but one. */
function mayAskFor(folder: string, clause: string): boolean {
  return clause.includes(folder) || /[*?]|\bnot\b/.test(clause);
}
