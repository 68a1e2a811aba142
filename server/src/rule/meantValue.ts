// What a value that the schema does not allow was most likely meant to be.
import { nearest } from '../text/nearest';
import type { RuleType } from './rule';
import type { RuleKey } from './ruleKey';

/** What people write who know a thing by another name. */
const otherNames: Readonly<Record<string, string>> = {
  kql: 'kuery',
  'es|ql': 'esql',
  ml: 'machine_learning',
  indicator_match: 'threat_match',
  info: 'low',
  informational: 'low',
  moderate: 'medium',
  darwin: 'macos',
  mac: 'macos',
  osx: 'macos',
  win: 'windows',
  stable: 'production',
  prod: 'production',
  dev: 'development',
  mitre: 'MITRE ATT&CK',
  'att&ck': 'MITRE ATT&CK',
  attack: 'MITRE ATT&CK',
  'mitre attack': 'MITRE ATT&CK',
  atlas: 'MITRE ATLAS',
};

/** Languages in the place of a rule type: rules of several types are written in them. */
const languagesAsType: ReadonlySet<string> = new Set(['kql', 'kuery', 'lucene']);

/** The allowed value that a string most likely stands for. */
export function meantValue(
  key: RuleKey,
  value: string,
  type: RuleType | undefined,
): string | undefined {
  if (key.type === 'date') return readDay(value);
  if (key.pattern) return meantPattern(key.pattern.regex, value);
  const names = key.values?.map(({ name }) => name) ?? [];
  const allowed = (type && key.valuesFor?.(type)) ?? names;
  if (allowed.length === 1) return allowed[0];
  const small = value.trim().toLowerCase();
  if (key.path === 'rule.type' && languagesAsType.has(small)) return 'query';
  const known = allowed.find((name) => name.toLowerCase() === small || name === otherNames[small]);
  return known ?? nearest(value.trim(), allowed);
}

const unitWords: Readonly<Record<string, string>> = {
  second: 's',
  seconds: 's',
  sec: 's',
  minute: 'm',
  minutes: 'm',
  min: 'm',
  hour: 'h',
  hours: 'h',
  day: 'd',
  days: 'd',
};

/** Without blanks, in small letters, with the unit as a letter, with `now-` in front, with one number more: what
 * fits first. */
function meantPattern(regex: RegExp, value: string): string | undefined {
  const plain = value.replace(/\s+/g, '');
  if (plain === '') return undefined;
  const small = plain.toLowerCase();
  const short = small.replace(/[a-z]+$/, (word) => unitWords[word] ?? word);
  const time = `now-${short.replace(/^-/, '')}`;
  const version = `${small.replace(/^v/, '')}.0`;
  return [plain, small, short, time, version].find((text) => regex.test(text));
}

/** The day of another spelling (`2026-1-5`, `2026.01.05`, a date with a time) as YYYY/MM/DD. */
export function readDay(text: string): string | undefined {
  const match = /^\s*(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?\s*$/.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const better = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('/');
  return isDay(better) ? better : undefined;
}

/** A day of the calendar written YYYY/MM/DD. */
export function isDay(text: string): boolean {
  return lastDays.has(text) || isNewDay(text);
}

/** Rules share days: most have been seen before. */
const lastDays = new Set<string>();

function isNewDay(text: string): boolean {
  if (!/^\d{4}\/\d{2}\/\d{2}$/.test(text)) return false;
  const iso = text.replaceAll('/', '-');
  const time = Date.parse(iso);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(iso)) return false;
  if (lastDays.size < 10_000) lastDays.add(text);
  return true;
}
