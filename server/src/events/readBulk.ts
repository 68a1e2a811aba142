// The body of a `_bulk` request: a line that says what to do, and for most actions a line with the document.
import type { Event, JsonObject, Sample, SkippedLine } from './event';
import { isBlank, readLines, withoutBom } from './lines';
import type { Line } from './lines';
import type { WantedDocument } from './readEvents';
import { isObject, parseLossy, parseObject, textOf } from './toEvent';
import { notUtf8 } from './utf8';

/** What an action does with its line of source; `delete` has none. */
const actions = ['index', 'create', 'update', 'delete'] as const;
type ActionName = (typeof actions)[number];

/** What may stand beside an action. A document that looks like an action has other keys. */
const actionKeys = new Set([
  '_id',
  '_index',
  '_type',
  'dynamic_templates',
  'if_primary_term',
  'if_seq_no',
  'list_executed_pipelines',
  'pipeline',
  'require_alias',
  'require_data_stream',
  'retry_on_conflict',
  'routing',
  'version',
  'version_type',
]);

interface Action {
  readonly name: ActionName;
  readonly line: number;
  readonly settings: JsonObject;
  /** Why its document cannot be taken. */
  readonly problem: string | undefined;
}

/** The documents in order; of an update, its `doc`. Lines out of step go to `onSkip`; reading goes on with the next action. */
export function* readBulk(
  sample: Sample,
  onSkip: (skipped: SkippedLine) => void,
  wanted?: WantedDocument,
): Generator<Event> {
  const report = (line: number, message: string): void => {
    onSkip({ file: sample.name, line, message });
  };
  let action: Action | undefined;
  for (const line of readLines(sample.blocks())) {
    const bytes = line.number === 1 ? withoutBom(line.bytes) : line.bytes;
    if (isBlank(bytes)) continue;
    const next = action === undefined || looksLikeAction(bytes) ? actionOf(bytes) : undefined;
    if (next) {
      if (action) report(action.line, `the document of this "${action.name}" is missing`);
      action =
        next.name === 'delete'
          ? undefined
          : { ...next, line: line.number, problem: notUtf8(bytes) };
    } else if (action === undefined)
      report(line.number, 'not an action: expected {"index": ...}, "create", "update" or "delete"');
    else {
      if (action.problem !== undefined) report(action.line, action.problem);
      else if (!wanted || wanted(line.number, line.offset)) {
        const event = documentOf(action, { ...line, bytes }, sample.name);
        if (typeof event === 'string') report(line.number, event);
        else yield event;
      }
      action = undefined;
    }
  }
  if (action) report(action.line, `the document of this "${action.name}" is missing: cut off?`);
}

/** Enough to tell without parsing a long document. */
function looksLikeAction(bytes: Buffer): boolean {
  return /^\s*\{\s*"(?:index|create|update|delete)"/.test(bytes.toString('latin1', 0, 64));
}

/** An object with the action as its only key, as no document has it. */
export function actionOf(bytes: Buffer): Pick<Action, 'name' | 'settings'> | undefined {
  const value = parseLossy(bytes);
  if (typeof value === 'string') return undefined;
  const [key, ...others] = Object.keys(value);
  const name = actions.find((action) => action === key);
  const settings = name && value[name];
  if (others.length > 0 || name === undefined || !isObject(settings)) return undefined;
  return Object.keys(settings).every((each) => actionKeys.has(each))
    ? { name, settings }
    : undefined;
}

function documentOf({ name, settings }: Action, line: Line, file: string): Event | string {
  const value = parseObject(line.bytes);
  if (typeof value === 'string') return value;
  const source = name === 'update' ? updated(value) : value;
  if (source === undefined) return 'an update by a script holds no document';
  return {
    file,
    line: line.number,
    offset: line.offset,
    id: textOf(settings['_id']),
    index: textOf(settings['_index']),
    source,
  };
}

/** What an update writes where there is nothing yet. */
function updated(value: JsonObject): JsonObject | undefined {
  return [value['doc'], value['upsert']].find(isObject);
}
