// guide-triage: a severe rule without a guide.
import { stringAt } from '../../rule/tomlValues';
import type { Fix } from '../../text/problem';
import type { TomlString } from '../../toml/ast';
import type { Check } from '../check';
import { encodeFor } from '../query/queryText';
import { isBuildingBlock, isDeprecated, isElasticRule, ruleHeader, ruleOf } from '../ruleTables';
import { noteOf, placeIn } from './noteText';

const heading = '## Triage and analysis';

/** In any case; most write it as it is here, and guides are long. */
function hasHeading(note: string): boolean {
  return note.includes(heading) || note.toLowerCase().includes(heading.toLowerCase());
}

/** At the start of the note. */
function headingFix(note: TomlString): readonly Fix[] {
  const text = encodeFor(note.quote, `${heading}\n\n`);
  const at = placeIn(note, 0, 0).start;
  if (text === undefined || !note.closed) return [];
  const edits = [{ span: { start: at, end: at }, text }];
  return [{ title: `Add \`${heading}\``, edits, isSafe: false }];
}

export const guideTriage: Check = {
  code: 'guide-triage',
  severity: 'warning',
  doc: "One of Elastic's rules of high or critical severity has a `## Triage and analysis` in its note.",
  needsWholeFile: true,
  run: ({ document }) => {
    const severity = stringAt(ruleOf(document), 'severity');
    if (!severity || !['high', 'critical'].includes(severity.value)) return [];
    if (!isElasticRule(document) || isBuildingBlock(document) || isDeprecated(document)) return [];
    const note = noteOf(document);
    if (note && hasHeading(note.value)) return [];
    const message = `A rule of severity \`${severity.value}\` has a \`## Triage and analysis\` in its \`note\`.`;
    const fixes = note ? headingFix(note) : [];
    return [{ message, span: note?.span ?? ruleHeader(document), fixes }];
  },
};
