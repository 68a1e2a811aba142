// The event pane as data: which fields come first and which are marked.
import type { Alert, ReadEventResult } from '../../../server/src/protocol';
import { formatValue } from './format';

export interface DetailField {
  readonly name: string;
  readonly values: readonly DetailValue[];
  /** The query or the rule names the field. */
  readonly used: boolean;
}

export interface DetailValue {
  readonly text: string;
  /** This value made the alert: it is a new term. */
  readonly isNewTerm: boolean;
}

/** Fields that the query and the rule name, in their order, then the others by name. */
export function detailFields(
  event: ReadEventResult,
  alert: Alert,
  used: readonly string[],
): readonly DetailField[] {
  const order = new Map(used.map((name, index) => [name, index]));
  const terms = new Set(alert.newTerms?.map(formatValue));
  return event.fields
    .map(({ name, values }) => ({
      name,
      used: order.has(name),
      values: values.map((text) => ({ text, isNewTerm: order.has(name) && terms.has(text) })),
    }))
    .sort((a, b) => {
      const left = order.get(a.name) ?? Infinity;
      const right = order.get(b.name) ?? Infinity;
      return left === right ? a.name.localeCompare(b.name) : left - right;
    });
}
