// Compiles the query of a rule, in whichever language it is.
import { parseKql } from '../kql/parse';
import { parseLucene } from '../lucene/parse';
import type { QueryLanguage } from '../rule/rule';
import type { RuleQuery } from '../rule/ruleDocument';
import { assertNever } from '../text/assertNever';
import type { Problem } from '../text/problem';
import type { Span } from '../text/span';
import { compileKql } from './compileKql';
import { compileLucene } from './compileLucene';
import type { CompiledQuery, FieldTypes } from './matcher';
import { languageNotEvaluated } from './notEvaluated';

export interface QueryLanguageAt {
  readonly language: QueryLanguage;
  readonly span: Span | undefined;
}

/** Without a query every event matches, as in Kibana. A query with a mistake fails, as it would there. */
export function compileQuery(
  query: RuleQuery | undefined,
  { language, span }: QueryLanguageAt,
  types: FieldTypes,
): CompiledQuery {
  switch (language) {
    case 'kuery': {
      const { root, problems } = query?.parsed ?? parseKql('');
      return syntaxFailure(problems) ?? compileKql(root, types);
    }
    case 'lucene': {
      const { root, problems } = query?.lucene ?? parseLucene('');
      return syntaxFailure(problems) ?? compileLucene(root, types);
    }
    case 'eql':
    case 'esql':
      return { kind: 'failure', failures: [languageNotEvaluated(language, span)] };
    default:
      return assertNever(language);
  }
}

function syntaxFailure([problem]: readonly Problem[]): CompiledQuery | undefined {
  if (problem === undefined) return undefined;
  const { code, span } = problem;
  const message = `This would fail in Kibana: ${problem.message}`;
  return { kind: 'failure', failures: [{ code, message, span }] };
}
