// What Kibana's converter knows about fields: the data view a rule execution loads for its query.
import type { KqlNode, KqlTerm } from '../kql/ast';
import { assertNever } from '../text/assertNever';
import { nestedPathOf } from './nestedPaths';
import type { FieldTypes, KnownField } from './matcher';
import { matchesPattern } from './pattern';

export interface DataView {
  find(name: string): ViewField | undefined;
  /** Fields whose names match the texts between the asterisks, in the view's order. */
  match(pattern: readonly string[]): readonly ViewField[];
}

export interface ViewField {
  readonly name: string;
  readonly isDate: boolean;
  /** Its Elasticsearch types are exactly `[keyword]`. */
  readonly isKeyword: boolean;
  /** Path of the innermost nested object it lies in. */
  readonly nestedPath: string | undefined;
  /** Kibana works its values out by a script; Elasticsearch does not know it. */
  readonly isScripted?: boolean;
}

export interface QueryDataView extends DataView {
  /**
   * Field patterns of the query that also stand for fields only the documents know. `match` then gives the pattern's
   * text as one more field, of type keyword.
   */
  readonly openPatterns: ReadonlySet<string>;
  /** The field is reached through a name pattern only; the query does not spell it out. */
  isOnlyByPattern(name: string): boolean;
}

/**
 * The view the detection engine loads: only fields the query names. Of a nested group only the path counts as named, so
 * inside groups the converter sees untyped fields (spec: Kibana collects names from `is` and `range` nodes alone).
 */
export function queryDataView(root: KqlNode, types: FieldTypes): QueryDataView {
  const named = namedFields(root);
  const isNamed = (name: string): boolean =>
    named.literals.has(name) || named.patterns.some((pattern) => matchesPattern(pattern, name));
  const find = (name: string): ViewField | undefined => {
    if (!isNamed(name)) return undefined;
    return viewField(name, types);
  };
  const isOpen = types.unknown === 'dynamic';
  const openPatterns = new Set(isOpen ? named.patterns.map((parts) => parts.join('*')) : []);
  const match = (pattern: readonly string[]): readonly ViewField[] => {
    const known = types.resolve(pattern).flatMap((name) => find(name) ?? []);
    const text = pattern.join('*');
    return openPatterns.has(text) ? [...known, keywordField(text, undefined)] : known;
  };
  const isOnlyByPattern = (name: string): boolean => !named.literals.has(name) && isNamed(name);
  return { find, match, openPatterns, isOnlyByPattern };
}

/** Objects, nested parents and keys below a flattened field are no fields of a data view. */
function viewField(name: string, types: FieldTypes): ViewField | undefined {
  const known = types.find(name);
  if (known === undefined) return dynamicField(name, types);
  if (isContainer(known) || known.flattenedKey !== undefined) return undefined;
  return {
    name,
    isDate: known.type === 'date' || known.type === 'date_nanos',
    isKeyword: known.type === 'keyword',
    nestedPath: nestedPathOf(name, types),
  };
}

/** Text in a field that no layer knows is mapped as keyword by Elastic's templates. */
function dynamicField(name: string, types: FieldTypes): ViewField | undefined {
  if (types.unknown === 'unmapped') return undefined;
  return keywordField(name, nestedPathOf(name, types));
}

function keywordField(name: string, nestedPath: string | undefined): ViewField {
  return { name, isDate: false, isKeyword: true, nestedPath };
}

/** Holds fields, no values. */
export function isContainer(field: KnownField | undefined): boolean {
  return field?.type === 'object' || field?.type === 'nested';
}

export interface NamedFields {
  readonly literals: ReadonlySet<string>;
  readonly patterns: readonly (readonly string[])[];
}

/** Field names and name patterns of a query; of a nested group its path alone. */
export function namedFields(root: KqlNode): NamedFields {
  const literals = new Set<string>();
  const patterns: (readonly string[])[] = [];
  const add = (field: KqlTerm | undefined): void => {
    if (field === undefined) return;
    if (field.kind === 'wildcard') patterns.push(field.parts);
    else literals.add(String(field.value));
  };
  const visit = (node: KqlNode): void => {
    switch (node.kind) {
      case 'and':
      case 'or':
        node.children.forEach(visit);
        return;
      case 'not':
        visit(node.child);
        return;
      case 'is':
      case 'range':
        add(node.field);
        return;
      case 'nested':
        add(node.path);
        return;
      case 'error':
        return;
      default:
        assertNever(node);
    }
  };
  visit(root);
  return { literals, patterns };
}
