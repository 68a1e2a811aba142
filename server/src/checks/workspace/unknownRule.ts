// unknown-rule: exceptions, actions or connectors for a rule that there is not.
import type { Located } from '../../rule/rule';
import { stringAt, stringListAt } from '../../rule/tomlValues';
import { nearest } from '../../text/nearest';
import type { Check, CheckInput, Finding, KnownRules } from '../check';
import { changeText, metadataOf } from '../ruleTables';
import { nearestName } from './others';

export const unknownRule: Check = {
  code: 'unknown-rule',
  severity: 'warning',
  doc: 'Exceptions, actions or connectors name a rule that the repository does not have.',
  files: 'companions',
  run: findUnknown,
};

function findUnknown({ document, context }: CheckInput): readonly Finding[] {
  const known = context.others?.known;
  if (!known) return [];
  const metadata = metadataOf(document);
  const read = (keys: readonly string[]): readonly Located<string>[] =>
    keys.flatMap((key) => {
      const one = stringAt(metadata, key);
      return one ? [one] : (stringListAt(metadata, key)?.value ?? []);
    });
  const given = { ids: read(['rule_ids', 'rule_id']), names: read(['rule_names', 'rule_name']) };
  return [...unknownIds(given, known), ...unknownNames(given, known)];
}

/** What a file says of its rules: the name of a rule stands at the same place as its id. */
interface NamedRules {
  readonly ids: readonly Located<string>[];
  readonly names: readonly Located<string>[];
}

function unknownIds({ ids, names }: NamedRules, known: KnownRules): readonly Finding[] {
  return ids.flatMap(({ value, span }, at) => {
    if (known.hasId(value)) return [];
    const named = ids.length === names.length ? known.idOf(names[at]?.value ?? '') : undefined;
    return [unknown('id', span, named ?? nearest(value, known.ids()))];
  });
}

function unknownNames({ ids, names }: NamedRules, known: KnownRules): readonly Finding[] {
  const all = new Set(known.names());
  return names.flatMap(({ value, span }, at) => {
    if (all.has(value)) return [];
    const own = ids.length === names.length ? known.nameOf(ids[at]?.value ?? '') : undefined;
    return [unknown('name', span, own ?? nearestName(value, all))];
  });
}

function unknown(what: string, span: Finding['span'], meant: string | undefined): Finding {
  const message = `No rule of the repository has this ${what}`;
  if (meant === undefined) return { message: `${message}.`, span };
  return {
    message: `${message}; did you mean \`${meant}\`?`,
    span,
    fixes: [changeText(span, meant)],
  };
}
