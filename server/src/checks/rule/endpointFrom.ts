// endpoint-from: Elastic Defend's events without a look back of their own.
import type { Check } from '../check';
import { addPair } from '../pairEdits';
import { isDeprecated, ruleOf } from '../ruleTables';
import { intervalSeconds, roomyFrom } from './schedule';

export const endpointFrom: Check = {
  code: 'endpoint-from',
  severity: 'warning',
  doc: 'A rule that reads `logs-endpoint.events.*` has a `from` of its own: endpoints send late.',
  needsWholeFile: true,
  run: ({ document }) => {
    const { rule } = document;
    const index = rule.index?.value.find(({ value }) => value.startsWith('logs-endpoint.events.'));
    if (!index || ruleOf(document)?.entries.has('from') || isDeprecated(document)) return [];
    return [
      {
        message: `Endpoints send their events with a delay: a rule that reads \`${index.value}\` has a \`from\`.`,
        span: index.span,
        fixes: addPair(document, ruleOf(document), {
          key: 'from',
          value: JSON.stringify(roomyFrom(intervalSeconds(rule.interval?.value ?? '5m') ?? 300)),
          below: 'type',
        }),
      },
    ];
  },
};
