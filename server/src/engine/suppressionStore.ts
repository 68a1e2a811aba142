// Alerts that stand for others, as Kibana keeps them between executions: each new group of events is folded into an open
// alert of the same group, or makes one (spec: rule-types 0.7).
import type { RawAlert, RawSuppression } from './ruleEvaluator';

/** An alert that an execution would write if nothing was suppressed, or one for several events of a group. */
export interface Foldable<T> {
  /** Names the group. */
  readonly key: string;
  readonly suppression: RawSuppression;
  readonly alert: RawAlert;
  readonly item: T;
}

export interface StoreExecution {
  /** Epoch milliseconds, as all times here. */
  readonly now: number;
  /** Alerts that were made before are closed to new events. */
  readonly since: number;
  /** Alerts of other executions are closed, and only tell which events they have counted. */
  readonly isAlone: boolean;
  /** Alerts that may still be made. */
  readonly room: number;
}

export interface Written<T> {
  readonly alerts: readonly { readonly alert: RawAlert; readonly item: T }[];
  /** There were more alerts than room. */
  readonly isTruncated: boolean;
}

export interface SuppressionStore {
  /** Writes what an execution found, in the order in which it found it. */
  write<T>(found: readonly Foldable<T>[], execution: StoreExecution): Written<T>;
}

type OpenSuppression = { -readonly [K in keyof RawSuppression]: RawSuppression[K] };

interface OpenAlert {
  readonly createdAt: number;
  readonly suppression: OpenSuppression;
}

export function suppressionStore(): SuppressionStore {
  /** The latest alert of each group. */
  const alerts = new Map<string, OpenAlert>();
  return {
    write(found, { now, since, isAlone, room }) {
      const openAlert = (key: string): OpenAlert | undefined => {
        const alert = alerts.get(key);
        return alert && alert.createdAt >= since ? alert : undefined;
      };
      // What ends no later than the open alert does was counted when that alert was made or last extended.
      const isCounted = ({ key, suppression }: Foldable<unknown>): boolean =>
        (openAlert(key)?.suppression.end ?? -Infinity) >= suppression.end;
      const written = [];
      let isTruncated = false;
      for (const head of fold(found.filter((each) => !isCounted(each)))) {
        const open = isAlone ? undefined : openAlert(head.key);
        if (open) extend(open.suppression, head.suppression);
        else if (written.length === room) isTruncated = true;
        else {
          alerts.set(head.key, { createdAt: now, suppression: head.suppression });
          const alert = { ...head.alert, suppression: head.suppression };
          written.push({ alert, item: head.item });
        }
      }
      return { alerts: written, isTruncated };
    },
  };
}

/** The earliest of each group with the others counted in, oldest first. */
function fold<T>(
  found: readonly Foldable<T>[],
): readonly (Foldable<T> & { readonly suppression: OpenSuppression })[] {
  const heads = new Map<string, Foldable<T> & { readonly suppression: OpenSuppression }>();
  for (const each of [...found].sort((a, b) => a.suppression.start - b.suppression.start)) {
    const head = heads.get(each.key);
    if (head) extend(head.suppression, each.suppression);
    else heads.set(each.key, { ...each, suppression: { ...each.suppression } });
  }
  return [...heads.values()];
}

function extend(alert: OpenSuppression, { docsCount, start, end }: RawSuppression): void {
  alert.docsCount += docsCount + 1;
  alert.start = Math.min(alert.start, start);
  alert.end = Math.max(alert.end, end);
}
