// wildcard-type: a wildcard where the type takes none.
import type { Fix } from '../../text/problem';
import type { Check } from '../check';
import { findFailures } from './engineFailures';
import type { Clause } from './queries';
import { queryFix } from './queryText';

export const wildcardType: Check = {
  code: 'wildcard-type',
  severity: 'error',
  doc: 'A wildcard on a field that takes none (ip, number, date, boolean), so the search fails.',
  languages: ['kuery', 'lucene'],
  run: (input) => findFailures(input, 'wildcard-type', networkFix),
};

/** `10.1.*` on an ip field is the network `10.1.0.0/16`. */
function networkFix({ node, query }: Clause): readonly Fix[] {
  const { value } = node;
  if (value.kind !== 'wildcard' || value.parts.length !== 2 || value.parts[1] !== '') return [];
  const bytes = /^((?:\d{1,3}\.){1,3})$/
    .exec(value.parts[0] ?? '')?.[1]
    ?.split('.')
    .slice(0, -1);
  if (!bytes || bytes.some((byte) => Number(byte) > 255)) return [];
  const padded = [...bytes, '0', '0', '0'].slice(0, 4).join('.');
  const network = `${padded}/${bytes.length * 8}`;
  return queryFix(query, `Change to the network \`${network}\``, {
    edits: [{ span: value.span, text: network }],
    isSafe: false,
  });
}
