// From a KQL tree to a matcher: Kibana's conversion first, then each clause against the types of its fields.
import { lazy } from '../catalog/table';
import type { KqlNode } from '../kql/ast';
import type { Clause } from './clause';
import type { Compilation } from './compilation';
import { compileClause } from './compileClause';
import { newCompilation, noteFields } from './compilation';
import { queryDataView } from './dataView';
import { guarded } from './guarded';
import { kqlToClause } from './kqlToClause';
import type { CompiledQuery, FieldTypes, MatcherPart } from './matcher';
import { needleSets } from './needleSets';

/** The detection engine's time zone for date clauses. */
const TIME_ZONE = 'Zulu';

/**
 * Compiles a strictly parsed KQL query as the detection engine would run it. Failures have the codes `nested-field`,
 * `nested-path`, `null-value`, `query-string-syntax` and those of a clause that does not fit its field's type.
 */
export function compileKql(root: KqlNode, types: FieldTypes): CompiledQuery {
  const view = queryDataView(root, types);
  const { clause, failures } = kqlToClause(root, view, { timeZone: TIME_ZONE });
  if (failures.length > 0) return { kind: 'failure', failures };
  const compilation = newCompilation(types, view);
  const parts = conjunctsOf(clause).map((conjunct) => compilePart(conjunct, compilation));
  if (compilation.failures.length > 0) return { kind: 'failure', failures: compilation.failures };
  noteFields(compilation);
  // Only runs ask for them, not checks.
  const sets = lazy(() => needleSets(clause, compilation));
  return {
    kind: 'matcher',
    matcher: {
      matches: (source, now) => parts.every((part) => part.matches(source, now)),
      parts,
      usesNow: compilation.usesNow,
      fields: [...compilation.fields],
      reads: compilation.readsWhole ? undefined : [...compilation.reads],
      get needleSets() {
        return sets();
      },
      approximations: [...compilation.approximations],
    },
  };
}

/** Clauses that hold together exactly where the clause does. */
function conjunctsOf(clause: Clause): readonly Clause[] {
  if (clause.kind !== 'bool' || clause.occur === 'must_not') return [clause];
  return clause.occur === 'filter' || clause.clauses.length === 1
    ? clause.clauses.flatMap(conjunctsOf)
    : [clause];
}

/** Compiles a clause and notes what it alone reads. */
function compilePart(clause: Clause, compilation: Compilation): MatcherPart {
  const own: Compilation = { ...compilation, reads: new Set(), readsWhole: false };
  const matches = guarded(compileClause(clause, own));
  compilation.usesNow ||= own.usesNow;
  compilation.readsWhole ||= own.readsWhole;
  for (const path of own.reads) compilation.reads.add(path);
  return { matches, reads: own.readsWhole ? undefined : [...own.reads] };
}
