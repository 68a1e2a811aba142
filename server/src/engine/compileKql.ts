// From a KQL tree to a matcher: Kibana's conversion first, then each clause against the types of its fields.
import type { KqlNode } from '../kql/ast';
import { compileClause } from './compileClause';
import { newCompilation, noteFields } from './compilation';
import { queryDataView } from './dataView';
import { guarded } from './guarded';
import { kqlToClause } from './kqlToClause';
import type { CompiledQuery, FieldTypes } from './matcher';
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
  const test = compileClause(clause, compilation);
  if (compilation.failures.length > 0) return { kind: 'failure', failures: compilation.failures };
  noteFields(compilation);
  return {
    kind: 'matcher',
    matcher: {
      matches: guarded(test),
      usesNow: compilation.usesNow,
      fields: [...compilation.fields],
      reads: compilation.readsWhole ? undefined : [...compilation.reads],
      needleSets: needleSets(clause, compilation),
      approximations: [...compilation.approximations],
    },
  };
}
