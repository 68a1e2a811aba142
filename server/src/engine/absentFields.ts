// Which fields of the query no event of the samples carries: the usual reason why nothing matches.
import type { Sample } from '../events/event';
import { visitLeaves } from '../events/leaves';
import { readEvents } from '../events/readEvents';
import { fieldPath, someWhole } from '../events/values';
import type { FieldPath } from '../events/values';
import type { RuleQuery } from '../rule/ruleDocument';
import { namedFields } from './dataView';
import { luceneFields } from './luceneView';
import type { FieldTypes } from './matcher';
import type { AbsentFields } from './runResult';

/** Events at the beginning of a sample that are looked at. */
const eventLimit = 5_000;
const shownNames = 3;

/** Name patterns of the query aside; undefined where each field has a value in some event. */
export function absentFields(
  query: RuleQuery,
  types: FieldTypes,
  samples: readonly Sample[],
): AbsentFields | undefined {
  const asked = askedFields(query);
  if (asked.length === 0) return undefined;
  const missing = new Map(asked.map((name) => [name, fieldPath(types.find(name)?.parent ?? name)]));
  let events = 0;
  let isPart = false;
  const names = new Set<string>();
  for (const sample of samples) {
    let left = eventLimit;
    for (const { source } of readEvents(sample, () => undefined)) {
      if (left-- === 0) {
        isPart = true;
        break;
      }
      if (events++ === 0) visitLeaves(source, (name) => names.add(name));
      for (const [name, path] of missing) if (holdsValue(source, path)) missing.delete(name);
      if (missing.size === 0) return undefined;
    }
  }
  const isAll = missing.size === asked.length;
  return {
    fields: [...missing.keys()],
    isAll,
    events,
    isPart,
    ...(isAll && { instead: [...names].slice(0, shownNames) }),
  };
}

function holdsValue(source: Parameters<typeof someWhole>[0], path: FieldPath): boolean {
  return someWhole(source, path, () => true);
}

/** Names that the query spells out; `_id` and its like are no part of a document. */
function askedFields({ parsed, lucene }: RuleQuery): readonly string[] {
  const names = lucene
    ? luceneFields(lucene.root).filter((name) => !name.includes('*'))
    : parsed
      ? [...namedFields(parsed.root).literals]
      : [];
  return [...new Set(names)].filter((name) => !name.startsWith('_'));
}
