// What the checks walk over in EQL queries: the events, their conditions on fields, the calls and every field named.
import type {
  EqlCall,
  EqlCompare,
  EqlConstant,
  EqlEvent,
  EqlExpression,
  EqlField,
  EqlLogic,
  EqlMatch,
  EqlStatement,
  EqlWord,
} from '../../eql/ast';
import type { RuleDocument, RuleQuery } from '../../rule/ruleDocument';
import { assertNever } from '../../text/assertNever';
import { keepLast } from '../../text/oncePer';

/** A field against one value or several. */
export interface EqlClause {
  readonly node: EqlExpression;
  readonly field: EqlField;
  readonly operator: EqlCompare['operator'] | EqlMatch['operator'];
  readonly values: readonly EqlConstant[];
}

/** One event of the query and what its condition says. */
export interface EqlEventParts {
  readonly category: EqlWord | undefined;
  readonly condition: EqlExpression;
  readonly fields: readonly EqlField[];
}

export interface EqlParts {
  readonly query: RuleQuery;
  readonly events: readonly EqlEventParts[];
  readonly clauses: readonly EqlClause[];
  readonly calls: readonly EqlCall[];
  readonly junctions: readonly EqlLogic[];
  readonly comparisons: readonly EqlCompare[];
  /** Every field where it is named, keys of sequences included. */
  readonly fields: readonly EqlField[];
}

/** Undefined where the rule has no EQL query, or one that cannot be read. */
export const eqlParts = keepLast(({ query }: RuleDocument): EqlParts | undefined =>
  query?.eql?.root ? readParts(query, query.eql.root) : undefined,
);

function readParts(query: RuleQuery, { query: root }: EqlStatement): EqlParts {
  const reader = new PartsReader();
  if (root.kind === 'event') reader.addEvent(root);
  else {
    reader.readAll(root.by);
    for (const term of root.until ? [...root.terms, root.until] : root.terms) {
      reader.addEvent(term.event);
      reader.readAll(term.by);
    }
  }
  const { events, clauses, calls, junctions, comparisons, fields } = reader;
  return { query, events, clauses, calls, junctions, comparisons, fields };
}

class PartsReader {
  readonly events: EqlEventParts[] = [];
  readonly clauses: EqlClause[] = [];
  readonly calls: EqlCall[] = [];
  readonly junctions: EqlLogic[] = [];
  readonly comparisons: EqlCompare[] = [];
  readonly fields: EqlField[] = [];

  addEvent({ category, condition }: EqlEvent): void {
    const from = this.fields.length;
    this.read(condition);
    this.events.push({ category, condition, fields: this.fields.slice(from) });
  }

  read(node: EqlExpression): void {
    switch (node.kind) {
      case 'and':
      case 'or':
        this.junctions.push(node);
        this.readAll(node.items);
        return;
      case 'not':
        this.read(node.item);
        return;
      case 'compare':
        this.comparisons.push(node);
        this.readClause(node);
        this.read(node.right);
        return;
      case 'match':
        this.readClause(node);
        this.readAll(node.values);
        return;
      case 'call':
        this.calls.push(node);
        this.readAll(node.args);
        return;
      case 'arithmetic':
        this.readAll(node.operands);
        return;
      case 'field':
        this.fields.push(node);
        return;
      case 'constant':
        return;
      default:
        assertNever(node);
    }
  }

  readAll(nodes: readonly EqlExpression[]): void {
    // Most nodes are values of lists.
    for (const node of nodes) if (node.kind !== 'constant') this.read(node);
  }

  private readClause(node: EqlCompare | EqlMatch): void {
    const clause = eqlClause(node);
    if (clause) this.clauses.push(clause);
    this.read(node.left);
  }
}

/** The condition as one on a field; undefined where it is another one. */
export function eqlClause(node: EqlExpression): EqlClause | undefined {
  if ((node.kind !== 'compare' && node.kind !== 'match') || node.left.kind !== 'field')
    return undefined;
  const right = node.kind === 'compare' ? [node.right] : node.values;
  const values = right.every(isConstant) ? right : right.filter(isConstant);
  if (values.length === 0) return undefined;
  return { node, field: node.left, operator: node.operator, values };
}

function isConstant(node: EqlExpression): node is EqlConstant {
  return node.kind === 'constant';
}

/** The field on the left of a condition. */
export function eqlFieldOf(node: EqlExpression): string | undefined {
  if (node.kind !== 'compare' && node.kind !== 'match') return undefined;
  return node.left.kind === 'field' ? node.left.name : undefined;
}

/** Conditions that all hold: those of `and`, or a single one. */
export function eqlConjuncts(condition: EqlExpression): readonly EqlExpression[] {
  if (condition.kind !== 'and') return [condition];
  return condition.items.some(({ kind }) => kind === 'and')
    ? condition.items.flatMap(eqlConjuncts)
    : condition.items;
}

const positive: readonly string[] = ['==', ':', 'in', 'in~'];

/** The texts that a condition asks of a field, no pattern among them; undefined where it asks for something else. */
export function eqlAskedValues(
  condition: EqlExpression,
  name: string,
): readonly string[] | undefined {
  const clause = eqlFieldOf(condition) === name ? eqlClause(condition) : undefined;
  if (!clause || !positive.includes(clause.operator)) return undefined;
  if (condition.kind === 'match' && condition.isNegated) return undefined;
  const texts = clause.values.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const isPlain = clause.operator !== ':' || !texts.some((text) => /[*?]/.test(text));
  return isPlain && texts.length === clause.values.length ? texts : undefined;
}
