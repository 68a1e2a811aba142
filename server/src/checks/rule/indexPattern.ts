// index-pattern: an index pattern that reads nothing, most likely mistyped.
import { valueAt } from '../../rule/tomlValues';
import type { RuleQuery } from '../../rule/ruleDocument';
import { toSourceSpan } from '../../text/offsetMap';
import { nearest } from '../../text/nearest';
import { oncePerText } from '../../text/oncePer';
import type { TomlString } from '../../toml/ast';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { ruleOf } from '../ruleTables';
import { isDataSet, meantDataSet } from './knownDataSets';

export const indexPattern: Check = {
  code: 'index-pattern',
  severity: 'warning',
  doc: 'An index pattern is spelt as the names of indices are, and ends with `*`.',
  run: ({ document }) => {
    const { query } = document;
    if (query?.language === 'esql') return inSource(query);
    return findEach(keys, (key) => {
      const list = valueAt(ruleOf(document), key);
      if (list?.kind !== 'array') return nothing;
      return findEach(list.items, (item) => (item.kind === 'string' ? findIn(item) : nothing));
    });
  },
};

/** Behind `from`, up to `metadata` or the first pipe, parted by commas. */
const source = /^(\s*from\s+)([^|"(/]*?)(?=\s+metadata\b|\s*\||\s*$)/i;

function inSource(query: RuleQuery): readonly Finding[] {
  const [, before = '', list = ''] = source.exec(query.text) ?? [];
  let at = before.length;
  return findEach(list.split(','), (item) => {
    const start = at + item.length - item.trimStart().length;
    at += item.length + 1;
    const name = item.trim();
    const mistake = name === '' ? undefined : mistakeIn(name);
    if (!mistake) return nothing;
    const isTwo = /\s/.test(name);
    const hint = isTwo ? ' Is a comma missing?' : hintOf(mistake);
    const span = toSourceSpan(query.node.map, { start, end: start + name.length });
    return [{ message: mistake.message + hint, span }];
  });
}

function hintOf({ guess }: Mistake): string {
  return guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
}

const keys = ['index', 'threat_index'];

function findIn({ value, span, quote }: TomlString): readonly Finding[] {
  const mistake = mistakeIn(value);
  if (!mistake) return nothing;
  const { message, guess } = mistake;
  const fixes =
    guess === undefined || quote.length > 1
      ? []
      : [
          {
            title: `Change to \`${guess}\``,
            edits: [{ span, text: JSON.stringify(guess) }],
            isSafe: false,
          },
        ];
  return [{ message: message + hintOf(mistake), span, fixes }];
}

interface Mistake {
  readonly message: string;
  readonly guess?: string | undefined;
}

/** Rules have few patterns among them. */
const mistakeIn = oncePerText((written): Mistake | undefined => {
  if (written.includes(','))
    return { message: 'These are several patterns: each of them is an item of its own.' };
  if (/\s/.test(written))
    return {
      message: 'The name of an index has no blanks.',
      guess: mended(written.replace(/\s+/g, '')),
    };
  const pattern = written.slice(written.indexOf(':') + 1);
  // `<logs-{now/d}>` is date math; behind a hyphen stands what is left out.
  if (pattern.startsWith('<') || pattern.startsWith('-')) return undefined;
  if (pattern !== pattern.toLowerCase())
    return {
      message: 'Names of indices are in small letters.',
      guess: mended(written.toLowerCase()),
    };
  return withoutStar(pattern) ?? mistypedFamily(pattern) ?? mistypedDataSet(pattern);
});

/** Without the next mistake. */
function mended(pattern: string): string {
  return mistakeIn(pattern)?.guess ?? pattern;
}

/** What the names of indices begin with, and are never named by alone. */
const families = [
  'logs',
  'metrics',
  'traces',
  'winlogbeat',
  'auditbeat',
  'filebeat',
  'packetbeat',
  'metricbeat',
  'heartbeat',
  'endgame',
];

/** A data stream is named `type-data set-namespace`, an index of a beat has its version and day behind the name. */
function withoutStar(pattern: string): Mistake | undefined {
  if (pattern.includes('*')) return undefined;
  const isFamily = families.includes(pattern.replace(/-$/, ''));
  if (!isFamily && !pattern.endsWith('-') && !/^(?:logs|metrics|traces)-[^-]+$/.test(pattern))
    return undefined;
  const guess = `${pattern.replace(/-$/, '')}-*`;
  return { message: 'No index has exactly this name.', guess };
}

function mistypedFamily(pattern: string): Mistake | undefined {
  const [, first = '', rest = ''] = /^([a-z]+)([-.].*)$/.exec(pattern) ?? [];
  if (families.includes(first)) {
    if (!/^\.\w/.test(rest) || !isDataStream(rest.slice(1))) return undefined;
    return {
      message: 'A hyphen follows the type of a data stream.',
      guess: `${first}-${rest.slice(1)}`,
    };
  }
  const family = first.length < 3 ? undefined : nearest(first, families, first.length > 6 ? 2 : 1);
  if (family === undefined) return undefined;
  return { message: `No index known here begins with \`${first}\`.`, guess: family + rest };
}

/** `endpoint.events.process-*` of `logs.endpoint.events.process-*`. */
function isDataStream(pattern: string): boolean {
  return isDataSet(pattern.replace(/[-.]?\*.*$/, ''));
}

/** A name that is none, but nearly one that rules often read. */
function mistypedDataSet(pattern: string): Mistake | undefined {
  const [, type = '', name = '', rest = ''] =
    /^([a-z]+-)([a-z0-9_]+\.[^-*]*[^-*.])(.*)$/.exec(pattern) ?? [];
  const guess = meantDataSet(name);
  if (guess === undefined) return undefined;
  return {
    message: `No data set known here is called \`${name}\`.`,
    guess: type + guess + rest,
  };
}
