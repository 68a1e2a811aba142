// What to write for a key that is missing: what the rest of the rule implies, the only value there is, or an example.
import type { AttackCatalog } from '../../catalog/attackCatalog';
import { isDay } from '../../rule/meantValue';
import type { RuleType } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import type { RuleKey } from '../../rule/ruleKey';
import { integerAt, stringAt } from '../../rule/tomlValues';
import type { Fix } from '../../text/problem';
import type { TomlTable } from '../../toml/ast';
import { addPair } from '../pairEdits';
import { levelNamed, levelOfScore } from '../riskLevels';
import { threatFacts } from '../threat/threatPlaces';
import type { ThreatFact, ThreatLevel } from '../threat/threatPlaces';

/** Where a key is missing. */
interface KeyPlace {
  readonly table: TomlTable;
  readonly type: RuleType | undefined;
  readonly attack: AttackCatalog;
  /** For a rule without an id; absent where no fix is asked for. */
  readonly newId: string | undefined;
}

/** A fix that writes the key into its table; none where nobody but the author knows the value. */
export function addKey(document: RuleDocument, key: RuleKey, place: KeyPlace): readonly Fix[] {
  const { table, type } = place;
  const value = implied(key, place) ?? fixedValue(key, type) ?? exampleOf(key);
  return value === undefined ? [] : addPair(document, table, { key: key.name, value });
}

/** What other keys of the table say. */
function implied(key: RuleKey, { table, attack, newId }: KeyPlace): string | undefined {
  switch (key.path) {
    case 'rule.rule_id':
      return quoted(newId);
    case 'rule.risk_score': {
      const level = levelNamed(stringAt(table, 'severity')?.value);
      return level && String(level.usual);
    }
    case 'rule.severity': {
      const score = integerAt(table, 'risk_score');
      return quoted(score && levelOfScore(score.value)?.severity);
    }
    case 'metadata.updated_date':
      return dayOf(table, 'creation_date');
    case 'metadata.creation_date':
      return dayOf(table, 'updated_date');
    default:
      return impliedByThreat(key, table, attack);
  }
}

function dayOf(table: TomlTable, name: string): string | undefined {
  const day = stringAt(table, name)?.value;
  return day !== undefined && isDay(day) ? quoted(day) : undefined;
}

const levels: readonly ThreatLevel[] = ['tactic', 'technique', 'subtechnique'];

/** Name and address follow from the id. */
function impliedByThreat(
  { path, name }: RuleKey,
  table: TomlTable,
  attack: AttackCatalog,
): string | undefined {
  const parent = /\bthreat\.(?:\w+\.)?(\w+)\.\w+$/.exec(path)?.[1];
  const level = levels.find((candidate) => candidate === parent);
  const id = stringAt(table, 'id');
  const fact = level && id && threatFacts(attack).find(id.value, level);
  return fact && quoted(factFor(name, fact));
}

function factFor(name: string, { names, url }: ThreatFact): string | undefined {
  if (name === 'name') return names[0];
  return name === 'reference' ? url : undefined;
}

/** The only value that the schema allows. */
function fixedValue(key: RuleKey, type: RuleType | undefined): string | undefined {
  const names = key.values?.map(({ name }) => name) ?? [];
  const forType = type === undefined ? undefined : key.valuesFor?.(type);
  const allowed = forType ?? names;
  return allowed.length === 1 ? quoted(allowed[0]) : undefined;
}

/** Who the rule is and whose, nobody but its author knows. */
const personal: readonly string[] = ['rule.rule_id', 'rule.type', 'rule.name', 'rule.author'];

function exampleOf({ path, name, example }: RuleKey): string | undefined {
  return personal.includes(path) || name === 'id' ? undefined : example;
}

function quoted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : JSON.stringify(text);
}
