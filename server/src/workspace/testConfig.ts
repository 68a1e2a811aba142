// The test configuration of a rule repository: the tests and the rules that it leaves out.
import { bypassedByTests } from '../checks/bypasses';
import type { SeverityLevels } from '../checks/check';
import { isRecord } from '../settings';
import { readConfigYaml } from './configYaml';
import type { FileSystem } from './fileSystem';

export interface TestConfig {
  /** Checks that stand for tests it leaves out. */
  readonly severities: SeverityLevels;
  /** Ids of rules that it leaves out. */
  readonly bypassedRules: readonly string[];
  /** Where there are some, all other rules are left out. */
  readonly onlyRules?: readonly string[];
}

export const allTests: TestConfig = { severities: {}, bypassedRules: [] };

/** Of a file, given by its absolute path; one that is no YAML leaves nothing out. */
export function readTestConfig(file: string, files: FileSystem): TestConfig {
  const value = readConfigYaml(file, files)?.value ?? {};
  const tests = { bypass: listIn(value, 'unit_tests', 'bypass'), only: onlyTests(value) };
  const onlyRules = listIn(value, 'rule_validation', 'test_only');
  return {
    severities: bypassedByTests(tests.only ?? tests.bypass, tests.only !== undefined),
    bypassedRules: listIn(value, 'rule_validation', 'bypass'),
    ...(onlyRules.length > 0 && { onlyRules }),
  };
}

/** An empty list leaves every test out, an empty key none. */
function onlyTests(value: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const group = value['unit_tests'];
  const isGiven = isRecord(group) && Array.isArray(group['test_only']);
  return isGiven ? listIn(value, 'unit_tests', 'test_only') : undefined;
}

function listIn(
  value: Readonly<Record<string, unknown>>,
  part: string,
  key: 'bypass' | 'test_only',
): readonly string[] {
  const group = value[part];
  const list = isRecord(group) ? group[key] : undefined;
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

/** The rule of that id is not looked at. */
export function leavesOut({ bypassedRules, onlyRules }: TestConfig, ruleId: string): boolean {
  return bypassedRules.includes(ruleId) || onlyRules?.includes(ruleId) === false;
}
