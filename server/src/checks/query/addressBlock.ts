// address-block: a block of IP addresses where texts are compared.
import { plainText } from '../../kql/terms';
import type { RuleQuery } from '../../rule/ruleDocument';
import { parseCidr } from '../../text/ipAddress';
import type { Span } from '../../text/span';
import type { CheckedFields, Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { eqlParts } from './eqlClauses';
import { allClauses } from './queries';
import { queryFix } from './queryText';

export const addressBlock: Check = {
  code: 'address-block',
  severity: 'warning',
  doc: 'A block of IP addresses is compared with a field of texts: only a field of type ip reads it as one.',
  languages: ['kuery', 'eql'],
  run: (input) => (input.document.query?.eql ? inEql(input) : inKql(input)),
};

const textTypes: readonly string[] = ['keyword', 'constant_keyword', 'wildcard'];

function inKql({ document, context: { fields } }: CheckInput): readonly Finding[] {
  return findEach(allClauses(document), ({ node, field, isPattern, query }) => {
    if (node.kind !== 'is' || field === undefined || !node.field || isPattern) return nothing;
    const text = plainText(node.value);
    if (text === undefined || !isBlock(text)) return nothing;
    return finding({ field, place: node.field.span, span: node.value.span, query }, fields);
  });
}

function inEql({ document, context: { fields } }: CheckInput): readonly Finding[] {
  const parts = eqlParts(document);
  return findEach(parts?.clauses ?? [], ({ field, values }) =>
    findEach(values, ({ value, span }) =>
      parts && typeof value === 'string' && isBlock(value)
        ? finding({ field: field.name, place: field.span, span, query: parts.query }, fields)
        : nothing,
    ),
  );
}

/** It ends with a digit: few of the paths do, which are most texts with a slash. */
function isBlock(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= zero && last <= nine && text.includes('/') && parseCidr(text) !== undefined;
}

const [zero, nine] = [48, 57];

interface Place {
  readonly field: string;
  /** Of the field. */
  readonly place: Span;
  /** Of the value. */
  readonly span: Span;
  readonly query: RuleQuery;
}

function finding({ field, place, span, query }: Place, fields: CheckedFields): readonly Finding[] {
  const type = fields.find(field)?.type;
  if (type === undefined || !textTypes.includes(type)) return nothing;
  const address = field.replace(/\.[^.]*$/, '.ip');
  const guess = fields.find(address)?.type === 'ip' ? address : undefined;
  const hint = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
  const fixes =
    guess === undefined
      ? []
      : queryFix(query, `Change to \`${guess}\``, {
          edits: [{ span: place, text: guess }],
          isSafe: false,
        });
  return [
    {
      message: `\`${field}\` holds texts: it is compared with the text itself, not with the addresses in the block.${hint}`,
      span,
      fixes,
    },
  ];
}
