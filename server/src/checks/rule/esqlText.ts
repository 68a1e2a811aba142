// The text of an ES|QL query without what only looks like commands.
import type { RuleDocument, RuleQuery } from '../../rule/ruleDocument';
import { toSourceSpan } from '../../text/offsetMap';
import { keepLast } from '../../text/oncePer';
import type { Span } from '../../text/span';
import { isDeprecated } from '../ruleTables';

/** By these Kibana tells whether an event has alerted already. */
export const metadataFields = ['_id', '_version', '_index'] as const;

export interface EsqlQuery {
  readonly query: RuleQuery;
  /** Strings and comments blanked out. */
  readonly text: string;
}

/** The ES|QL query of an active rule, unless it is empty. */
export const esqlQuery = keepLast((document: RuleDocument): EsqlQuery | undefined => {
  const { query } = document;
  if (query?.language !== 'esql' || isDeprecated(document) || query.text.trim() === '')
    return undefined;
  return { query, text: withoutTexts(query.text) };
});

/** A piece of the query text in the file. */
export function placeInQuery({ node }: RuleQuery, start: number, length: number): Span {
  return toSourceSpan(node.map, { start, end: start + length });
}

const textOrComment = /"""[^]*?"""|"(?:\\.|[^"\\\n])*"|\/\/.*|\/\*[^]*?\*\//g;

/** Comments blanked out, every place kept. */
export function withoutComments(query: string): string {
  return query.replace(textOrComment, (found) => (found.startsWith('/') ? blank(found) : found));
}

/** Strings and comments blanked out, every place kept. */
export function withoutTexts(query: string): string {
  return query.replace(textOrComment, blank);
}

function blank(text: string): string {
  return text.includes('\n') ? text.replace(/[^\n]/g, ' ') : ' '.repeat(text.length);
}
