// Diagnostics: the problems of a rule in LSP's form.
import { pathToFileURL } from 'node:url';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver';
import { runChecks } from '../checks/index';
import type { CheckContext } from '../checks/check';
import { docsUrl } from '../checks/docsUrl';
import type { RuleDocument } from '../rule/ruleDocument';
import { assertNever } from '../text/assertNever';
import type { Problem, Severity } from '../text/problem';
import { checkContext } from './checkContext';
import { toRange } from './position';
import type { PlacedText } from './position';

/** Everything we have to say about a rule, in file order. `uri` is the file's own, for related places. */
export function doDiagnostics(
  document: RuleDocument,
  uri: string,
  context: CheckContext = checkContext(),
): Diagnostic[] {
  return runChecks(document, context).map((problem) => toDiagnostic(document, problem, uri));
}

export function toDiagnostic(document: PlacedText, problem: Problem, uri: string): Diagnostic {
  const related = problem.related?.map((place) => ({
    location:
      'span' in place
        ? { uri, range: toRange(document, place.span) }
        : { uri: pathToFileURL(place.path).href, range: place.range },
    message: place.message,
  }));
  return {
    range: toRange(document, problem.span),
    severity: toSeverity(problem.severity),
    code: problem.code,
    codeDescription: { href: docsUrl(problem.code) },
    source: 'rulewright',
    message: problem.message,
    ...(related && { relatedInformation: related }),
  };
}

function toSeverity(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'information':
      return DiagnosticSeverity.Information;
    case 'hint':
      return DiagnosticSeverity.Hint;
    default:
      return assertNever(severity);
  }
}
