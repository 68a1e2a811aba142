// IP addresses of both versions as 128-bit numbers, single or as a CIDR block, as Elasticsearch reads them.
import { oncePerText } from './oncePer';

/** IPv4 equals its IPv4-mapped IPv6 form. */
const MAPPED = 0xffffn << 32n;

/** Addresses `first` to `last`, both included. */
export interface IpBlock {
  readonly first: bigint;
  readonly last: bigint;
}

/** `address/length`; bits after the prefix are ignored. Many rules name the same private networks. */
export const parseCidr = oncePerText((text): IpBlock | undefined => {
  const [host = '', length = '', ...rest] = text.split('/');
  const address = parseIp(host);
  if (address === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length)) return undefined;
  const isV4 = !host.includes(':');
  if (Number(length) > (isV4 ? 32 : 128)) return undefined;
  const free = BigInt((isV4 ? 32 : 128) - Number(length));
  const first = (address >> free) << free;
  return { first, last: first | ((1n << free) - 1n) };
});

/** An IPv6 address with its zone, which is ignored; none goes with a part in decimals. */
const zoned = /^([^%.]*:[^%.]*)%./;

/** An address as a 128-bit number; undefined if Elasticsearch would not read it. */
export const parseIp = oncePerText((text): bigint | undefined => {
  const address = zoned.exec(text)?.[1] ?? text;
  if (address.includes(':')) return parseV6(address);
  const v4 = parseV4(address);
  return v4 === undefined ? undefined : MAPPED | BigInt(v4);
});

/** Four decimal parts; leading zeros are refused because they could mean octal. */
function parseV4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let number = 0;
  for (const part of parts) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    number = number * 256 + Number(part);
  }
  return number;
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 1 ? [] : parseGroups(halves[1] ?? '', true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return groups.reduce((number, group) => (number << 16n) | BigInt(group), 0n);
}

/** 16-bit groups; the last may be an IPv4 address, which stands for two. */
function parseGroups(text: string, isEnd: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [i, part] of parts.entries()) {
    if (isEnd && i === parts.length - 1 && part.includes('.')) {
      const v4 = parseV4(part);
      if (v4 === undefined) return undefined;
      groups.push(Math.floor(v4 / 65536), v4 % 65536);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(parseInt(part, 16));
    else return undefined;
  }
  return groups;
}
