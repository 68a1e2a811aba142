// near-search: a rule that searches for nearly what another one searches for.
import { identityOf } from '../../rule/ruleIdentity';
import type { Check, CheckInput, Finding, NearRule } from '../check';
import { isDeprecated, ruleHeader } from '../ruleTables';
import { placesIn, toldPath } from './others';

export const nearSearch: Check = {
  code: 'near-search',
  severity: 'information',
  doc: 'Another active rule of the workspace searches for the same but for a few conditions or values.',
  run: findNear,
};

function findNear({ document, context }: CheckInput): readonly Finding[] {
  if (!context.others || isDeprecated(document)) return [];
  const { search } = identityOf(document);
  if (!search) return [];
  const others = context.others.near(search).filter(({ rule }) => !rule.isDeprecated);
  const [nearest] = others;
  if (!nearest) return [];
  return [
    {
      message: toSentence(nearest, others.length - 1, context.path),
      span: document.query?.node.span ?? ruleHeader(document),
      related: placesIn([nearest.rule], 'query', 'The other search'),
    },
  ];
}

function toSentence(
  { rule, onlyHere, onlyThere }: NearRule,
  more: number,
  own: string | undefined,
): string {
  const others = more > 0 ? ` (and ${more} more ${more === 1 ? 'rule' : 'rules'})` : '';
  const differences = [only('here', onlyHere), only('there', onlyThere)].filter(Boolean);
  return `Searches for nearly the same as \`${toldPath(rule.path, own)}\`${others}: an event may alert in both. ${differences.join(' ')}`;
}

/** The first three. */
function only(where: string, parts: readonly string[]): string {
  if (parts.length === 0) return '';
  const shown = parts.slice(0, 3).map((part) => `\`${shortened(part)}\``);
  const rest = parts.length - shown.length;
  return `Only ${where}: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}

const mostLetters = 80;

function shortened(part: string): string {
  return part.length > mostLetters ? `${part.slice(0, mostLetters - 1)}…` : part;
}
