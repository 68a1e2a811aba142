// The checks in order, and the one way to run them.
import type { RuleDocument } from '../rule/ruleDocument';
import { withLineEnds } from '../text/edits';
import type { Problem } from '../text/problem';
import type { Check, CheckContext, CheckInput, Finding } from './check';
import { emptyQuery } from './emptyQuery';
import { guideChecks } from './guide';
import { invalidValue } from './invalidValue';
import { knownTables } from './knownTables';
import { metadataChecks } from './metadata';
import { missingKey } from './missingKey';
import { addressBlock } from './query/addressBlock';
import { caseVariants } from './query/caseVariants';
import { contradiction } from './query/contradiction';
import { controlCharacter } from './query/controlCharacter';
import { doubleNegation } from './query/doubleNegation';
import { duplicateClause } from './query/duplicateClause';
import { ecsValue } from './query/ecsValue';
import { esqlSyntax } from './query/esqlSyntax';
import { eventCodeField } from './query/eventCodeField';
import { eventTypeForCategory } from './query/eventTypeForCategory';
import { freeText } from './query/freeText';
import { invisibleCharacter } from './query/invisibleCharacter';
import { kqlDialect } from './query/kqlDialect';
import { leadingWildcard } from './query/leadingWildcard';
import { luceneOperator } from './query/luceneOperator';
import { mergeableClauses } from './query/mergeableClauses';
import { missingOperator } from './query/missingOperator';
import { mixedOperators } from './query/mixedOperators';
import { negatedList } from './query/negatedList';
import { nestedField } from './query/nestedField';
import { notScope } from './query/notScope';
import { nullValue } from './query/nullValue';
import { outerBlank } from './query/outerBlank';
import { pathSeparator } from './query/pathSeparator';
import { patternOperator } from './query/patternOperator';
import { queryComment } from './query/queryComment';
import { questionMark } from './query/questionMark';
import { quotedWildcard } from './query/quotedWildcard';
import { rangePair } from './query/rangePair';
import { regularExpression } from './query/regularExpression';
import { riskyExclusion } from './query/riskyExclusion';
import { shadowedClause } from './query/shadowedClause';
import { withSyntaxFixes } from './query/syntaxFixes';
import { strayQuote } from './query/strayQuote';
import { tautology } from './query/tautology';
import { timeClause } from './query/timeClause';
import { unknownField } from './query/unknownField';
import { valueType } from './query/valueType';
import { wildcardBlank } from './query/wildcardBlank';
import { wildcardType } from './query/wildcardType';
import { readSuppressions, suppresses } from './suppressions';
import type { Suppression } from './suppressions';
import { findUnused, unusedSuppression } from './unusedSuppression';
import { schemaChecks } from './schema';
import { ruleChecks } from './rule';
import { tagChecks } from './tags';
import { threatChecks } from './threat';
import { workspaceChecks } from './workspace';
import { chooserOf } from './wantedChecks';
import { wrongType } from './wrongType';

export const checks: readonly Check[] = [
  missingKey,
  wrongType,
  invalidValue,
  ...schemaChecks,
  emptyQuery,
  // What would fail.
  esqlSyntax,
  valueType,
  wildcardType,
  nestedField,
  nullValue,
  patternOperator,
  // Fields and what they hold.
  unknownField,
  ecsValue,
  eventTypeForCategory,
  eventCodeField,
  rangePair,
  timeClause,
  freeText,
  luceneOperator,
  // Values.
  wildcardBlank,
  quotedWildcard,
  questionMark,
  addressBlock,
  pathSeparator,
  controlCharacter,
  invisibleCharacter,
  missingOperator,
  strayQuote,
  regularExpression,
  queryComment,
  outerBlank,
  leadingWildcard,
  caseVariants,
  riskyExclusion,
  // Clauses together.
  contradiction,
  tautology,
  duplicateClause,
  shadowedClause,
  negatedList,
  notScope,
  mixedOperators,
  doubleNegation,
  mergeableClauses,
  kqlDialect,
  ...ruleChecks,
  ...metadataChecks,
  ...guideChecks,
  ...tagChecks,
  ...threatChecks,
  ...workspaceChecks,
];

/** Every code that settings and comments can name, in the order of the documentation. */
export const checkCodes: readonly string[] = [
  ...checks.map(({ code }) => code),
  unusedSuppression.code,
];

const wantedChecks = chooserOf(checks);

/** All problems of a rule, the parsers' included, in file order. A file that is neither a rule nor one of its companions has
 * none. */
export function runChecks(document: RuleDocument, context: CheckContext): readonly Problem[] {
  if (!document.isRule && !document.companion) return [];
  const isBroken = document.toml.problems.length > 0;
  const input = { document, tables: knownTables(document), context };
  const found: Problem[] = [];
  const wanted = wantedChecks(context);
  const own = document.isRule ? wanted.ofRules(languagesOf(document)) : wanted.ofCompanions;
  for (const check of own) {
    if (isBroken && check.needsWholeFile) continue;
    const findings = check.run(input);
    if (findings.length === 0) continue;
    const { code, severity } = check;
    for (const finding of findings)
      found.push({ code, severity, ...withFileEnds(document, finding) });
  }
  const suppressions = readSuppressions(document);
  // As most rules are.
  if (found.length + suppressions.length + document.problems.length === 0) return found;
  const unused = unusedAmong(suppressions, found, { document, context });
  const kept = [...found, ...unused].filter(
    (problem) => !suppressions.some((one) => suppresses(one, problem)),
  );
  const ofParsers = document.problems.map((problem) =>
    withFileEnds(document, withSyntaxFixes(problem, document)),
  );
  return [...ofParsers, ...kept].sort((a, b) => a.span.start - b.span.start);
}

const ofWorkspace: ReadonlySet<string> = new Set(workspaceChecks.map(({ code }) => code));

/** The comments that silence nothing. Of a check that was not made, or not on all there is, that cannot be said. */
function unusedAmong(
  suppressions: readonly Suppression[],
  found: readonly Problem[],
  { document, context }: Pick<CheckInput, 'document' | 'context'>,
): readonly Problem[] {
  const { code, severity: usual } = unusedSuppression;
  const severity = context.severities[code] ?? usual;
  if (suppressions.length === 0 || severity === 'off') return [];
  const isMade = (one: string): boolean =>
    document.problems.length === 0 &&
    one !== code &&
    !wantedChecks(context).others.has(one) &&
    (!ofWorkspace.has(one) || context.others?.known !== undefined);
  const known = { text: document.text, codes: checkCodes, isMade };
  return findUnused(suppressions, found, known).map((one) => ({ code, severity, ...one }));
}

/** Fixes write the line ends of the file. */
function withFileEnds<T extends Pick<Finding, 'fixes'>>({ text }: RuleDocument, finding: T): T {
  const { fixes } = finding;
  if (!fixes?.some(({ edits }) => edits.some((edit) => edit.text.includes('\n')))) return finding;
  return {
    ...finding,
    fixes: fixes.map((fix) => ({ ...fix, edits: withLineEnds(text, fix.edits) })),
  };
}

/** With a blank between those of two queries. */
function languagesOf({ query, threatQuery }: RuleDocument): string {
  const first = query?.language ?? '';
  return threatQuery?.language === undefined ? first : `${first} ${threatQuery.language}`;
}
