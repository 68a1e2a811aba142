// Settings of the wrong TOML type: Kibana refuses such a rule, and a run with a default in their place would mislead.
import { typeMistake } from '../rule/keyType';
import { findRuleKey } from '../rule/ruleKeys';
import { asTable, asTables, tableAt } from '../rule/tomlValues';
import type { TomlDocument, TomlTable } from '../toml/ast';
import type { RunFailure } from './runResult';

/** Kibana takes a single text here as well; rule repositories do not. */
const alsoText: ReadonlySet<string> = new Set(['rule.threshold.field']);

/** In the order of the file, below `[rule]`. */
export function wrongSettings(toml: TomlDocument): readonly RunFailure[] {
  const table = tableAt(toml.root, 'rule');
  return table ? wrongIn(table, 'rule') : [];
}

function wrongIn(table: TomlTable, path: string): readonly RunFailure[] {
  return [...table.entries].flatMap(([name, entry]) => {
    const { value } = entry;
    const key = findRuleKey(`${path}.${name}`);
    if (!key) return [];
    if (value.kind === 'string' && alsoText.has(key.path)) return [];
    const mistake = typeMistake(key, value);
    if (mistake !== undefined) {
      const message = `This would fail in Kibana: ${mistake}`;
      const { span } = 'span' in value ? value : entry.key;
      return [{ code: 'wrong-type', message, span }];
    }
    const inner = asTable(value);
    return (inner ? [inner] : asTables(value)).flatMap((each) => wrongIn(each, key.path));
  });
}
