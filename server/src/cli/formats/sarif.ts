// SARIF 2.1.0, for code scanning.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check } from '../../checks/check';
import { checks } from '../../checks/index';
import { docsUrl } from '../../checks/docsUrl';
import { parserCodes } from '../../checks/parserCodes';
import { unusedSuppression } from '../../checks/unusedSuppression';
import type { Severity } from '../../text/problem';
import type { Report, ReportedFix, ReportedPlace, ReportedProblem } from './report';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** A log of one run, with every rule of ours that a result names. */
export function formatSarif({ problems }: Report, version: string): string {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Rulewright',
            version,
            informationUri: docsUrl('checks'),
            rules: codes.map(toRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => toResult(problem, codes)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

type Row = Pick<Check, 'code' | 'doc'> & Partial<Pick<Check, 'severity'>>;

const rows: ReadonlyMap<string, Row> = new Map(
  [...parserCodes, ...checks, unusedSuppression].map((row: Row) => [row.code, row]),
);

function toRule(code: string): unknown {
  const { doc = code, severity = 'error' } = rows.get(code) ?? {};
  const helpUri = docsUrl(code);
  return {
    id: code,
    shortDescription: { text: doc },
    fullDescription: { text: doc },
    help: { text: `Explained at ${helpUri}`, markdown: `[Explained here](${helpUri})` },
    helpUri,
    defaultConfiguration: { level: levels[severity] },
  };
}

function toResult(problem: ReportedProblem, codes: readonly string[]): unknown {
  const { code, severity, message, related = [], fixes = [] } = problem;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: toLocation(problem) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, id) => ({
        id,
        message: { text: place.message },
        physicalLocation: toLocation(place),
      })),
    }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => toFix(fix, problem)) }),
  };
}

function toFix({ title, edits }: ReportedFix, { file }: ReportedProblem): unknown {
  const replacements = edits.map((edit) => ({
    deletedRegion: toRegion(edit),
    insertedContent: { text: edit.text },
  }));
  return {
    description: { text: title },
    artifactChanges: [{ artifactLocation: { uri: toUri(file) }, replacements }],
  };
}

function toLocation(place: ReportedPlace): unknown {
  return { artifactLocation: { uri: toUri(place.file) }, region: toRegion(place) };
}

function toRegion({ line, column, endLine, endColumn }: ReportedPlace): unknown {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A reference from the present folder, with `/`; outside of it a `file:` URI. */
function toUri(file: string): string {
  const relative = path.relative('.', file);
  if (path.isAbsolute(file) || /^\.\.([\\/]|$)/.test(relative)) return pathToFileURL(file).href;
  return relative.split(path.sep).map(encodeURIComponent).join('/');
}
