// The data sets that a query asks for by name.
import type { KqlNode } from '../kql/ast';
import { plainText } from '../kql/terms';
import { assertNever } from '../text/assertNever';
import type { RuleDocument } from './ruleDocument';

/** Fields whose values are names of data sets such as `aws.cloudtrail`. */
export const dataSetFields: readonly string[] = ['event.dataset', 'data_stream.dataset'];

/** `package.data set`; empty for what is no KQL. What a query excludes is not asked for. */
export function dataSetsAsked({ query }: Pick<RuleDocument, 'query'>): readonly string[] {
  const found = query?.parsed ? below(query.parsed.root) : [];
  return [...new Set(found.filter((name) => /^[a-z0-9_]+\.[a-z0-9_.]+$/.test(name)))];
}

function below(node: KqlNode): readonly string[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.flatMap(below);
    case 'is': {
      const field = node.field && plainText(node.field);
      const value = plainText(node.value);
      return field && value && dataSetFields.includes(field) ? [value] : [];
    }
    case 'not':
    case 'range':
    case 'nested':
    case 'error':
      return [];
    default:
      return assertNever(node);
  }
}
