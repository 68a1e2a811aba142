// SARIF 2.1.0, for code scanning.
import { checks } from '../../checks/index';
import { docsUrl } from '../../checks/docsUrl';
import { parserCodes } from '../../checks/parserCodes';
import { unusedSuppression } from '../../checks/unusedSuppression';
import type { Severity } from '../../text/problem';
import type { Report, ReportedPlace, ReportedProblem } from './report';

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

const docs: ReadonlyMap<string, string> = new Map(
  [...parserCodes, ...checks, unusedSuppression].map(({ code, doc }) => [code, doc]),
);

function toRule(code: string): unknown {
  return {
    id: code,
    shortDescription: { text: docs.get(code) ?? code },
    helpUri: docsUrl(code),
  };
}

function toResult(problem: ReportedProblem, codes: readonly string[]): unknown {
  const { code, severity, message, related = [] } = problem;
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
  };
}

function toLocation({ file, line, column, endLine, endColumn }: ReportedPlace): unknown {
  return {
    artifactLocation: { uri: toUri(file) },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

/** A relative reference with `/`; an absolute path becomes a `file:` URI. */
function toUri(file: string): string {
  const slashes = file.replaceAll('\\', '/');
  const encoded = slashes.split('/').map(encodeURIComponent).join('/');
  if (/^[a-z]:\//i.test(slashes)) return `file:///${encoded.replace('%3A', ':')}`;
  return slashes.startsWith('/') ? `file://${encoded}` : encoded;
}
