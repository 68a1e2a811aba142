// ip: addresses of both versions as 128-bit numbers, single or as a CIDR block. IPv4 equals its IPv4-mapped IPv6 form.
import type { FieldValue } from '../../events/values';
import { parseCidr, parseIp } from '../../text/ipAddress';
import type { IpBlock } from '../../text/ipAddress';
import type { FieldSemantics } from './semantics';
import { compareNumbers, noWildcards, satisfies, typeError, values } from './semantics';

export function ipSemantics(name: string): FieldSemantics {
  const wrong = (text: string) =>
    typeError('value-type', `${name} has type ip, and "${text}" is not an IP address`);
  return {
    equal(text) {
      const block = text.includes('/') ? parseCidr(text) : addressBlock(parseIp(text));
      if (block === undefined) return wrong(text);
      const { first, last } = block;
      return values((value) => {
        const address = ipOf(value);
        return address !== undefined && address >= first && address <= last;
      });
    },
    pattern: () => noWildcards(name, 'ip'),
    range(bounds) {
      const limits: { bound: (typeof bounds)[number]['bound']; address: bigint }[] = [];
      for (const { bound, text } of bounds) {
        const address = parseIp(text);
        if (address === undefined) return wrong(text);
        limits.push({ bound, address });
      }
      return values((value) => {
        const address = ipOf(value);
        if (address === undefined) return false;
        return limits.every((limit) =>
          satisfies(limit.bound, compareNumbers(address, limit.address)),
        );
      });
    },
    exists: (value) => ipOf(value) !== undefined,
  };
}

export function ipOf(value: FieldValue): bigint | undefined {
  return typeof value === 'string' ? parseIp(value) : undefined;
}

function addressBlock(address: bigint | undefined): IpBlock | undefined {
  return address === undefined ? undefined : { first: address, last: address };
}
