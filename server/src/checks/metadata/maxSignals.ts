// max-signals: the most alerts that Kibana allows, without a word about it.
import { integerAt, stringAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { ruleOf } from '../ruleTables';

export const maxSignals: Check = {
  code: 'max-signals',
  severity: 'information',
  doc: 'A rule with `max_signals = 1000` says in `setup` that Kibana may be set to fewer.',
  needsWholeFile: true,
  run: ({ document }) => {
    const table = ruleOf(document);
    const most = integerAt(table, 'max_signals');
    if (!most || most.value < 1000) return [];
    const setup = stringAt(table, 'setup')?.value ?? '';
    if (/max(?:imum)?[ _](?:alerts|signals)/i.test(setup)) return [];
    const message =
      'Kibana may be set to fewer alerts per execution (`xpack.alerting.rules.run.alerts.max`): say so in `setup`.';
    return [{ message, span: most.span }];
  },
};
