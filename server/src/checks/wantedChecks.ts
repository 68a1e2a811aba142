// Which checks are to be made: not those that are off, that find nothing serious enough, or that read other languages.
import type { QueryLanguage } from '../rule/rule';
import { oncePer, oncePerText } from '../text/oncePer';
import { severities } from '../text/problem';
import type { Severity } from '../text/problem';
import type { Check, CheckContext, SeverityLevels } from './check';

/** A check with its level. All have the same keys: they are read for every file. */
export interface WantedCheck extends Pick<Check, 'code' | 'run'> {
  readonly severity: Severity;
  readonly needsWholeFile: boolean;
  readonly files: 'rules' | 'companions' | 'all';
  readonly languages: readonly QueryLanguage[] | undefined;
}

export interface WantedChecks {
  /** By the languages of the rule's queries, with a blank between two. */
  readonly ofRules: (languages: string) => readonly WantedCheck[];
  readonly ofCompanions: readonly WantedCheck[];
  /** Codes of those that are left out. */
  readonly others: ReadonlySet<string>;
}

/** The choice among the checks; made once for the same levels. */
export function chooserOf(
  checks: readonly Check[],
): (context: Pick<CheckContext, 'severities' | 'least'>) => WantedChecks {
  const byLevels = oncePer((levels: SeverityLevels) =>
    oncePerText((least) => choose(checks, levels, least)),
  );
  return ({ severities: levels, least = 'hint' }) => byLevels(levels)(least);
}

function choose(checks: readonly Check[], levels: SeverityLevels, least: string): WantedChecks {
  const serious: readonly string[] = severities.slice(0, severities.findIndex(isLeast) + 1);
  const wanted = checks.flatMap((check): readonly WantedCheck[] => {
    const { code, run, needsWholeFile = false, files = 'rules', languages } = check;
    const severity = levels[code] ?? check.severity;
    if (severity === 'off' || !serious.includes(severity)) return [];
    return [{ code, run, severity, needsWholeFile, files, languages }];
  });
  const ofRules = wanted.filter(({ files }) => files !== 'companions');
  const codes = new Set(wanted.map(({ code }) => code));
  return {
    ofRules: oncePerText((those) => ofRules.filter((check) => reads(check, those.split(' ')))),
    ofCompanions: wanted.filter(({ files }) => files !== 'rules'),
    others: new Set(checks.flatMap(({ code }) => (codes.has(code) ? [] : [code]))),
  };

  function isLeast(severity: Severity): boolean {
    return severity === least;
  }
}

function reads({ languages }: WantedCheck, those: readonly string[]): boolean {
  return languages?.some((language) => those.includes(language)) ?? true;
}
