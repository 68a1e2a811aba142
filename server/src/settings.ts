// The settings under `rulewright` and their defaults; package.json states the same (a test compares them).
import type { SeverityLevel, SeverityLevels } from './checks/check';
import type { JsonObject } from './events/event';

export interface Settings {
  /** Globs of sample files; the client looks for them. */
  readonly samples: readonly string[];
  /**
   * Types of fields that win over the catalogue: `"type"` or `{"type": ..., "ignore_above": ...}` by field name; or a
   * file of that or of a mapping.
   */
  readonly fieldTypes: JsonObject | string;
  /** Files and folders of exception items: absolute, or names that are looked for around the rule. */
  readonly exceptions: readonly string[];
  readonly checks: {
    /** Levels by check code that differ from the defaults. */
    readonly severity: SeverityLevels;
  };
  /** Which rules are checked: those that are open, or all of the workspace. */
  readonly checkWorkspace: 'openFiles' | 'workspace';
  readonly format: FormatSettings;
  readonly inlayHints: InlayHintSettings;
  readonly trace: { readonly server: 'off' | 'messages' | 'verbose' };
}

/** How rule files are laid out. */
export interface FormatSettings {
  /** Most characters on a line of a query. */
  readonly lineWidth: number;
  /** Keys and tables in the order of the repository's writer. */
  readonly sortKeys: boolean;
}

/** Which hints stand behind values; each can be switched off. */
export interface InlayHintSettings {
  readonly sids: boolean;
  readonly eventCodes: boolean;
  readonly techniques: boolean;
  readonly times: boolean;
  readonly lookback: boolean;
}

export const settingsSection = 'rulewright';

export const defaultSettings: Settings = {
  samples: ['**/samples/**/*.{ndjson,jsonl,json,csv,gz}'],
  fieldTypes: {},
  exceptions: ['exceptions'],
  checks: { severity: {} },
  format: { lineWidth: 120, sortKeys: false },
  checkWorkspace: 'openFiles',
  inlayHints: { sids: true, eventCodes: true, techniques: true, times: true, lookback: true },
  trace: { server: 'off' },
};

export const severityLevels: readonly SeverityLevel[] = [
  'error',
  'warning',
  'information',
  'hint',
  'off',
];

/** Settings out of what a client sends for our section; what is absent or malformed gets its default. */
export function readSettings(section: unknown): Settings {
  const given = isRecord(section) ? section : {};
  const { samples, fieldTypes, exceptions, checks, checkWorkspace, format, inlayHints, trace } =
    given;
  const level = isRecord(trace) ? trace['server'] : undefined;
  return {
    samples: isStrings(samples) ? samples : defaultSettings.samples,
    fieldTypes: isTypes(fieldTypes) ? fieldTypes : defaultSettings.fieldTypes,
    exceptions: isStrings(exceptions) ? exceptions : defaultSettings.exceptions,
    checks: { severity: readLevels(isRecord(checks) ? checks['severity'] : undefined) },
    checkWorkspace:
      checkWorkspace === 'workspace' ? checkWorkspace : defaultSettings.checkWorkspace,
    format: readFormat(format),
    inlayHints: readInlayHints(inlayHints),
    trace: level === 'messages' || level === 'verbose' ? { server: level } : defaultSettings.trace,
  };
}

function readLevels(given: unknown): SeverityLevels {
  if (!isRecord(given)) return {};
  return Object.fromEntries(
    Object.entries(given).flatMap(([code, word]) => {
      const level = severityLevels.find((candidate) => candidate === word);
      return level === undefined ? [] : [[code, level] as const];
    }),
  );
}

/** Below this a line holds hardly a condition. */
export const leastLineWidth = 40;

function readFormat(given: unknown): FormatSettings {
  const { format } = defaultSettings;
  const { lineWidth, sortKeys } = isRecord(given) ? given : {};
  const isWidth = typeof lineWidth === 'number' && lineWidth >= leastLineWidth;
  return {
    lineWidth: isWidth ? Math.floor(lineWidth) : format.lineWidth,
    sortKeys: typeof sortKeys === 'boolean' ? sortKeys : format.sortKeys,
  };
}

function readInlayHints(given: unknown): InlayHintSettings {
  const { inlayHints } = defaultSettings;
  const flag = (name: keyof InlayHintSettings): boolean => {
    const value = isRecord(given) ? given[name] : undefined;
    return typeof value === 'boolean' ? value : inlayHints[name];
  };
  return {
    sids: flag('sids'),
    eventCodes: flag('eventCodes'),
    techniques: flag('techniques'),
    times: flag('times'),
    lookback: flag('lookback'),
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTypes(value: unknown): value is Settings['fieldTypes'] {
  return isRecord(value) || (typeof value === 'string' && value !== '');
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
