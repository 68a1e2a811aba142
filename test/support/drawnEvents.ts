// Draws documents, spellings of them and queries over them: the raw material of metamorphic tests.
import type { JsonObject, JsonValue } from '../../server/src/events/event';
import { below, pick } from './mutate';
import type { Random } from './mutate';

/** Types of the drawn fields; `free.x` has none. */
export const drawnTypes = {
  '@timestamp': 'date',
  'p.name': 'keyword',
  'p.args': 'keyword',
  'p.line': 'wildcard',
  'p.pid': 'long',
  'p.note': 'text',
  'h.ip': 'ip',
  'h.up': 'boolean',
  'h.labels': 'flattened',
  'e.time': 'date',
  'e.kind': 'constant_keyword',
  _id: 'keyword',
} as const;

const start = Date.parse('2026-02-01T00:00:00Z');
const names = ['cmd.exe', 'CMD.EXE', 'powershell.exe', 'a/b', 'tab\there', 'zoë', 'x', '4702', ''];

/** Times 17 s apart in one hour, no two alike, so that their order is the only order. */
export function drawnDocuments(random: Random, count: number): readonly JsonObject[] {
  const slots = shuffled(
    random,
    Array.from({ length: 200 }, (_, slot) => slot),
  );
  return slots.slice(0, count).map((slot, number) => drawnDocument(random, slot, number));
}

function drawnDocument(random: Random, slot: number, number: number): JsonObject {
  const maybe = (value: JsonValue, share = 0.7): JsonValue | undefined =>
    random() < share ? value : undefined;
  const entries: readonly (readonly [string, JsonValue | undefined])[] = [
    ['_id', `e${number}`],
    ['@timestamp', new Date(start + slot * 17_000).toISOString()],
    ['p.name', maybe(pick(random, names))],
    ['p.args', maybe(Array.from({ length: below(random, 4) }, () => pick(random, names)))],
    ['p.line', maybe(`${pick(random, names)} /c "${pick(random, names)}"`)],
    ['p.pid', maybe(pick(random, [0, 4702, -1, '4702', 47.5, [1, 4702]]))],
    ['p.note', maybe(`${pick(random, names)} started by ${pick(random, ['Admin', 'root'])}`)],
    ['h.ip', maybe(pick(random, ['10.0.0.1', '10.1.2.3', '::1', ['10.0.0.1', '8.8.8.8']]))],
    ['h.up', maybe(pick(random, [true, false, 'true', null]), 0.4)],
    ['h.labels.env', maybe(pick(random, ['prod', 'test', '4702']), 0.4)],
    ['e.time', maybe(new Date(start + below(random, 5) * 86_400_000).toISOString(), 0.3)],
    ['e.kind', maybe('event', 0.5)],
    ['free.x', maybe(pick(random, ['prod', 4702, true, ['x', 'y']]), 0.5)],
  ];
  return Object.fromEntries(entries.filter((entry) => entry[1] !== undefined)) as JsonObject;
}

const atoms: readonly string[] = [
  'p.name: cmd.exe',
  'p.name: "CMD.EXE"',
  'p.name: (x or 4702 or "zoë")',
  'p.name: *exe',
  'p.name: "a/b"',
  'p.name: *',
  'p.args: powershell.exe',
  'p.args: "tab\\there"',
  'p.line: *cmd.exe*',
  'p.line: *4702*',
  'p.pid: 4702',
  'p.pid >= 1',
  'p.pid: *',
  'p.note: admin',
  'p.note: "started by root"',
  'h.ip: 10.0.0.0/8',
  'h.ip: "::1"',
  'h.up: true',
  'h.labels.env: prod',
  'h.labels: 4702',
  'e.time >= "2026-02-03"',
  'e.kind: event',
  'free.x: prod',
  'free.x: 4702',
  'prod',
  'p.n*: cmd.exe',
];

/** A KQL query; most hold a literal that a reader may look for. */
export function drawnQuery(random: Random, depth = 0): string {
  const choice = depth > 2 ? 0 : below(random, 7);
  const inner = (): string => drawnQuery(random, depth + 1);
  if (choice <= 2) return pick(random, atoms);
  if (choice <= 4) return `(${inner()} and ${inner()})`;
  return choice === 5 ? `(${inner()} or ${inner()})` : `not (${inner()})`;
}

/** The same document in another spelling: nested, dotted or mixed keys, blanks, escapes, in another order. */
export function spelled(random: Random, document: JsonObject): string {
  const [meta, fields] = [['_id'], Object.keys(document).filter((key) => key !== '_id')];
  return object(random, [...meta, ...shuffled(random, fields)], document);
}

/** Groups of keys with one head become an object, or not, as chance has it. */
function object(random: Random, keys: readonly string[], values: JsonObject): string {
  const members: string[] = [];
  const left = [...keys];
  const heads = new Set<string>();
  while (left.length > 0) {
    const key = left.shift() ?? '';
    const dot = key.indexOf('.', 1);
    const head = key.slice(0, dot + 1);
    if (dot < 0 || heads.has(head) || random() < 0.4) {
      members.push(member(random, key, value(random, values[key] ?? null)));
      continue;
    }
    heads.add(head);
    const together = [key, ...left.filter((other) => other.startsWith(head) && random() < 0.7)];
    for (const taken of together.slice(1)) left.splice(left.indexOf(taken), 1);
    const inner = Object.fromEntries(
      together.map((name) => [name.slice(head.length), values[name] ?? null]),
    );
    members.push(member(random, key.slice(0, dot), object(random, Object.keys(inner), inner)));
  }
  return `{${members.join(`,${blank(random)}`)}}`;
}

function member(random: Random, key: string, text: string): string {
  const space = blank(random);
  return `${space}${string(random, key)}${space}:${blank(random)}${text}`;
}

function blank(random: Random): string {
  return random() < 0.9 ? '' : pick(random, [' ', '\t', '  ']);
}

function value(random: Random, json: JsonValue): string {
  if (typeof json === 'string') return string(random, json);
  if (Array.isArray(json))
    return `[${(json as readonly JsonValue[]).map((item) => value(random, item)).join(', ')}]`;
  if (typeof json === 'number' && Number.isInteger(json) && json !== 0 && random() < 0.3)
    return pick(random, [`${json}.0`, `${json}e0`, `${json}0E-1`]);
  return JSON.stringify(json);
}

/** JSON text of a string with some characters as escapes. */
function string(random: Random, text: string): string {
  if (random() < 0.6) return JSON.stringify(text);
  const characters = Array.from(
    JSON.stringify(text)
      .slice(1, -1)
      .matchAll(/\\.|[^\\]/g),
    ([c]) =>
      c.length > 1 || random() < 0.8
        ? c
        : c === '/'
          ? '\\/'
          : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${characters.join('')}"`;
}

export function shuffled<T>(random: Random, items: readonly T[]): readonly T[] {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at--) {
    const other = below(random, at + 1);
    const [a, b] = [result[at], result[other]];
    if (a !== undefined && b !== undefined) [result[at], result[other]] = [b, a];
  }
  return result;
}
