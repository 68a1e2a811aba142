// The exceptions of a run: which items apply to the rule, and which event each of them keeps from alerting
// (spec: rule-types 0.5). They are one more negated filter, for every phase of every rule type.
import type { JsonObject } from '../../events/event';
import type { ExceptionItem } from '../../rule/exceptions';
import type { RuleType } from '../../rule/rule';
import type { Conditions } from '../conditions';
import { bothReads, compileConditions } from '../conditions';
import { parseInstant } from '../dateMath';
import type { FieldTypes } from '../matcher';
import type { ExceptionCount, RunFailure, RunWarning } from '../runResult';
import { compileItem } from './compileItem';
import type { ValueLists } from './compileItem';
import { queriedListTypes } from './valueList';

/** What a run is given. */
export interface ExceptionInput {
  /** Items that belong to the rule. */
  readonly items: readonly ExceptionItem[];
  readonly valueLists: ValueLists;
  /** Ids of the lists that were found, with or without items. */
  readonly listIds: readonly string[];
  /** What to say about how they were found. */
  readonly warnings?: readonly RunWarning[];
}

export const noExceptions: ExceptionInput = {
  items: [],
  valueLists: () => undefined,
  listIds: [],
};

export interface RuleExceptions {
  /** No item applies to any event. */
  readonly isEmpty: boolean;
  /** Some item applies to the event in an execution at `now` (epoch milliseconds). Every item that does counts it. */
  excludes(source: JsonObject, now: number): boolean;
  /** How many events each item excluded so far. */
  counts(): readonly ExceptionCount[];
  /** Times at which items expire, epoch milliseconds. */
  readonly expiries: readonly number[];
  readonly usesNow: boolean;
  /** Paths of all values that `excludes` looks at; undefined where it looks at whole documents. */
  readonly reads: readonly string[] | undefined;
  readonly warnings: readonly RunWarning[];
}

interface CompiledItem {
  readonly item: ExceptionItem;
  readonly conditions: Conditions;
  /** Epoch milliseconds; the item is gone from then on. */
  readonly expires: number;
  excluded: number;
}

export interface ExceptionContext {
  readonly type: RuleType | undefined;
  readonly types: FieldTypes;
}

/** The exceptions, or the failures of items that make the rule fail or cannot be evaluated. */
export function ruleExceptions(
  { items, valueLists }: ExceptionInput,
  { type, types }: ExceptionContext,
): RuleExceptions | readonly RunFailure[] {
  const compiled: CompiledItem[] = [];
  const failures: RunFailure[] = [];
  const warnings: RunWarning[] = [];
  for (const item of items) {
    const ignored = whyIgnored(item, type);
    if (ignored !== undefined) {
      warnings.push({ ...ignored, file: item.file, line: item.line });
      continue;
    }
    const result = compileConditions(types, (compilation) =>
      compileItem(item, valueLists, compilation),
    );
    if (result.kind === 'failure')
      failures.push(...result.failures.map((one) => placed(one, item)));
    else
      compiled.push({ item, conditions: result.conditions, expires: expiryOf(item), excluded: 0 });
  }
  return failures.length > 0 ? failures : exceptionsOf(compiled, warnings);
}

function exceptionsOf(
  items: readonly CompiledItem[],
  warnings: readonly RunWarning[],
): RuleExceptions {
  const notes = new Set(items.flatMap(({ conditions }) => conditions.approximations));
  return {
    isEmpty: items.length === 0,
    excludes(source, now) {
      let isExcluded = false;
      for (const one of items) {
        if (one.expires <= now || !one.conditions.matches(source, now)) continue;
        one.excluded++;
        isExcluded = true;
      }
      return isExcluded;
    },
    counts: () => items.map(({ item, excluded }) => countOf(item, excluded)),
    expiries: items.map(({ expires }) => expires).filter(Number.isFinite),
    usesNow: items.some(({ conditions }) => conditions.usesNow),
    reads: items.map(({ conditions }) => conditions.reads).reduce(bothReads, []),
    warnings: [...warnings, ...[...notes].map((message) => ({ code: 'approximation', message }))],
  };
}

function countOf({ name, listId, file, line }: ExceptionItem, excluded: number): ExceptionCount {
  return { name, ...(listId === undefined ? {} : { listId }), file, line, excluded };
}

function expiryOf({ expireTime }: ExceptionItem): number {
  const instant = expireTime === undefined ? undefined : parseInstant(expireTime);
  return instant?.millis ?? Infinity;
}

/** Items that the detection engine does not apply. */
function whyIgnored(item: ExceptionItem, type: RuleType | undefined): RunWarning | undefined {
  const named = `exception item "${item.name}"`;
  if (item.listType === 'endpoint' || item.listId === 'endpoint_list')
    return {
      code: 'endpoint-exception',
      message: `${named} is of an endpoint list, which works on the endpoint and not on rules: it is not evaluated`,
    };
  const lists = item.entries.flatMap((entry) => (entry.type === 'list' ? [entry.list] : []));
  const [list] = lists;
  if (list === undefined) return undefined;
  if (type === 'new_terms')
    return {
      code: 'value-list',
      message: `${named} is ignored, as in Kibana: new_terms rules do not support value lists`,
    };
  const stray = lists.find((one) => !queriedListTypes.has(one.type));
  if (stray === undefined || type === 'query' || type === 'saved_query') return undefined;
  return {
    code: 'value-list',
    message: `${named} is ignored, as in Kibana: rules of type ${type ?? 'unknown'} do not support value lists of type ${stray.type}`,
  };
}

/** The span of a failure would point into the rule. */
function placed({ code, message }: RunFailure, { name, file, line }: ExceptionItem): RunFailure {
  return { code, message: `${file}:${line}: exception item "${name}": ${message}` };
}
