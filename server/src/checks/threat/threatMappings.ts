// threat-mappings: mappings for several versions of a framework that contradict each other.
import { stringAt, tableAt, tablesAt, valueAt } from '../../rule/tomlValues';
import type { Check, CheckInput, Finding } from '../check';

export const threatMappings: Check = {
  code: 'threat-mappings',
  severity: 'error',
  doc: 'Two entries of `rule.threat_mappings` are for the same version, or one holds threats of another framework.',
  run: findContradictions,
};

function findContradictions({ document }: CheckInput): readonly Finding[] {
  const seen = new Map<string, { readonly start: number; readonly end: number }>();
  return tablesAt(tableAt(document.toml.root, 'rule'), 'threat_mappings').flatMap((table) => {
    const framework = stringAt(table, 'framework');
    const version = valueAt(table, 'version');
    if (version?.kind !== 'string' && version?.kind !== 'scalar') return [];
    const key = `${framework?.value ?? ''} ${version.value}`;
    const { span } = version;
    const earlier = seen.get(key);
    if (!earlier) seen.set(key, span);
    const twice: readonly Finding[] = earlier
      ? [
          {
            message: `There is a mapping for ${key.trim()} already.`,
            span,
            related: [{ span: earlier, message: 'The first' }],
          },
        ]
      : [];
    const others = tablesAt(table, 'threat').flatMap((threat): readonly Finding[] => {
      const own = stringAt(threat, 'framework');
      if (!own || !framework || own.value === framework.value) return [];
      const message = `This mapping is for ${framework.value}; the entry names ${own.value}.`;
      return [{ message, span: own.span }];
    });
    return [...twice, ...others];
  });
}
