// The exception lists that a rule names (`[[rule.exceptions_list]]`).
import type { TomlDocument } from '../toml/ast';
import { stringAt, tableAt, tablesAt } from './tomlValues';

export interface ExceptionListReference {
  readonly listId: string;
  readonly type: string | undefined;
}

export function exceptionListsOf(toml: TomlDocument): readonly ExceptionListReference[] {
  return tablesAt(tableAt(toml.root, 'rule'), 'exceptions_list').flatMap((table) => {
    const listId = stringAt(table, 'list_id')?.value;
    return listId === undefined ? [] : [{ listId, type: stringAt(table, 'type')?.value }];
  });
}
