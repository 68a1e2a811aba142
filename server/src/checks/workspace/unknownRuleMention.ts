// unknown-rule-mention: an id in a guide or a query that no rule has.
import type { Fix } from '../../text/problem';
import type { Check, CheckInput, Finding, KnownRules } from '../check';
import { isDeprecated } from '../ruleTables';
import { mentionedRules } from './mentionedRules';
import type { MentionedRule } from './mentionedRules';
import { nearestName } from './others';

export const unknownRuleMention: Check = {
  code: 'unknown-rule-mention',
  severity: 'information',
  doc: 'A guide or a query names a rule by an id that no rule of the repository has.',
  run: findUnknown,
};

function findUnknown({ document, context }: CheckInput): readonly Finding[] {
  const known = context.others?.known;
  if (!known || isDeprecated(document)) return [];
  return mentionedRules(document)
    .filter(({ id, name, isDoubtful }) => {
      const isMeant = isDoubtful !== true || known.idOf(name ?? '') !== undefined;
      return isMeant && !known.hasId(id) && id !== document.rule.id?.value;
    })
    .map((mention) => toFinding(mention, known));
}

function toFinding({ name, span }: MentionedRule, known: KnownRules): Finding {
  const what = 'No rule of the repository has this id';
  const meant = name === undefined ? undefined : meantRule(name, known);
  if (!meant) return { message: `${what}.`, span };
  const question =
    meant.name === name
      ? `\`${name}\` has the id \`${meant.id}\``
      : `did you mean \`${meant.name}\` (\`${meant.id}\`)?`;
  return {
    message: meant.name === name ? `${what}: ${question}.` : `${what}; ${question}`,
    span,
    fixes: [replaceId(span, meant.id)],
  };
}

function replaceId(span: Finding['span'], id: string): Fix {
  return { title: `Change to \`${id}\``, edits: [{ span, text: id }], isSafe: false };
}

interface MeantRule {
  readonly id: string;
  readonly name: string;
}

function meantRule(name: string, known: KnownRules): MeantRule | undefined {
  const found = known.idOf(name) === undefined ? nearestName(name, known.names()) : name;
  const id = found === undefined ? undefined : known.idOf(found);
  return found !== undefined && id !== undefined ? { id, name: found } : undefined;
}
