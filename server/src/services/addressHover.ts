// Hover on IP addresses and ranges: which special range they belong to.
import { specialRanges } from '../catalog/ipRanges';
import { parseCidr, parseIp } from '../text/ipAddress';
import { grouped } from '../text/grouped';
import { code, paragraphs } from './markdown';

/** Markdown about an address or CIDR range; undefined for what is neither. */
export function describeAddress(text: string): string | undefined {
  const block = text.includes('/') ? parseCidr(text) : blockOf(parseIp(text));
  if (!block) return undefined;
  const { first, last } = block;
  const around = specialRanges().find(({ range }) => {
    const special = parseCidr(range);
    return special !== undefined && special.first <= first && last <= special.last;
  });
  const size = text.includes('/') ? `${grouped(last - first + 1n)} addresses` : '';
  if (around)
    return paragraphs(
      `**${code(text)}** · ${around.name}`,
      size,
      `${around.description} Part of ${code(around.range)}.`,
    );
  return paragraphs(`**${code(text)}**`, size, text.includes('/') ? '' : 'A public address.');
}

function blockOf(
  address: bigint | undefined,
): { readonly first: bigint; readonly last: bigint } | undefined {
  return address === undefined ? undefined : { first: address, last: address };
}
