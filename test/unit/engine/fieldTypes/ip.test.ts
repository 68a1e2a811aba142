// ip fields.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCidr, parseIp } from '../../../../server/src/text/ipAddress';
import { matchRows } from '../../../support/matchRows';

describe('ip', () => {
  matchRows('ip', [
    ['a.b: 10.1.2.3', '10.1.2.3', true],
    ['a.b: "10.1.2.3"', '10.1.2.3', true],
    ['a.b: 10.1.2.3', '10.1.2.4', false],
    ['a.b: 10.0.0.0/8', '10.1.2.3', true],
    ['a.b: "10.0.0.0/8"', '11.1.2.3', false],
    ['a.b: 10.9.9.9/8', '10.1.2.3', true],
    ['a.b: 10.1.2.3/32', '10.1.2.3', true],
    ['a.b: 10.1.2.3/31', '10.1.2.2', true],
    ['a.b: 0.0.0.0/0', '255.255.255.255', true],
    ['a.b: 0.0.0.0/0', '2001:db8::1', false],
    ['a.b: (10.0.0.0/8 or 192.168.0.0/16)', ['8.8.8.8', '192.168.1.1'], true],
    ['a.b: "::1"', '::1', true],
    ['a.b: "fe80::1"', 'fe80::1%eth0', true],
    ['a.b: "fe80::1%12"', 'fe80::1', true],
    ['a.b: "fe80::1%12/64"', 'fe80::2', true],
    ['a.b: "10.0.0.1%eth0"', '10.0.0.1', 'error'],
    ['a.b: "fe80::1%"', 'fe80::1', 'error'],
    ['a.b: "::ffff:10.0.0.1%1"', '10.0.0.1', 'error'],
    ['a.b: "::1"', '0:0:0:0:0:0:0:1', true],
    ['a.b: "2001:DB8::1"', '2001:0db8:0::0001', true],
    ['a.b: "2001:db8::/32"', '2001:db8:ffff::1', true],
    ['a.b: "2001:db8::/32"', '2001:db9::1', false],
    ['a.b: "::/0"', '10.1.2.3', true],
    ['a.b: fe80\\:\\:/10', 'fe80::1', true],
    ['a.b: "::ffff:10.1.2.3"', '10.1.2.3', true],
    ['a.b: 10.1.2.3', '::ffff:10.1.2.3', true],
    ['a.b: 10.1.2.3', '::ffff:a01:203', true],
    ['a.b: 10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['a.b: "::ffff:10.0.0.0/104"', '10.1.2.3', true],
    ['a.b: 10.1.2.3', '::10.1.2.3', false],
    ['a.b: 10.1.2.3', 'host', false],
    ['a.b: 10.1.2.3', '010.1.2.3', false],
    ['a.b: 10.1.2.3', ['host', '10.1.2.3'], true],
    ['a.b: 10.1.2.3', 167838211, false],
    ['a.b: 10.1.2.3', undefined, false],
    ['a.b: 10.*', '10.1.2.3', 'error'],
    ['a.b: foo', '10.1.2.3', 'error'],
    ['a.b: 10.1.2', '10.1.2.3', 'error'],
    ['a.b: 10.1.2.256', '10.1.2.3', 'error'],
    ['a.b: 10.1.2.03', '10.1.2.3', 'error'],
    ['a.b: 10.0.0.0/33', '10.1.2.3', 'error'],
    ['a.b: 10.0.0.0/', '10.1.2.3', 'error'],
    ['a.b: "::/129"', '10.1.2.3', 'error'],
    ['a.b: 1/2/3', '10.1.2.3', 'error'],
    ['a.b: true', '10.1.2.3', 'error'],
    ['a.b > 10.1.2.3', '10.1.2.4', true],
    ['a.b > 9.0.0.0', '10.0.0.0', true],
    ['a.b >= 10.1.2.3', '10.1.2.3', true],
    ['a.b < 10.1.2.3', '10.1.2.3', false],
    ['a.b < "2001::"', '10.1.2.3', true],
    ['a.b > 10.0.0.0/8', '10.1.2.4', 'error'],
    ['a.b > x', '10.1.2.4', 'error'],
    ['a.b: *', '::', true],
    ['a.b: *', 'host', false],
    ['a.b: *', undefined, false],
    ['a.b: * x', '::', 'error'],
    ['a.b: * \\:\\:', undefined, false],
    ['a.b: * \\:\\:', '10.1.2.3', true],
  ]);
});

describe('addresses', () => {
  const mapped = 0xffff00000000n;
  const rows: readonly (readonly [string, bigint | undefined])[] = [
    ['0.0.0.1', mapped + 1n],
    ['255.255.255.255', mapped + 0xffffffffn],
    ['1.2.3', undefined],
    ['1.2.3.4.5', undefined],
    ['1.2.3.-4', undefined],
    [' 1.2.3.4', undefined],
    ['::', 0n],
    ['1::', 1n << 112n],
    ['1:2:3:4:5:6:7:8', 0x00010002000300040005000600070008n],
    ['1:2:3:4:5:6:7', undefined],
    ['1:2:3:4:5:6:7:8:9', undefined],
    ['1::2::3', undefined],
    ['1:2:3:4:5:6:7:8::', undefined],
    [':::', undefined],
    [':1', undefined],
    ['1:', undefined],
    ['::1.2.3.4', 0x01020304n],
    ['64:ff9b::1.2.3.4', (0x64ff9bn << 96n) | 0x01020304n],
    ['1.2.3.4::', undefined],
    ['::12345', undefined],
    ['::g', undefined],
  ];
  for (const [text, number] of rows) {
    it(text, () => {
      assert.equal(parseIp(text), number);
    });
  }

  it('CIDR blocks drop the bits after the prefix', () => {
    assert.deepEqual(parseCidr('10.1.2.3/24'), {
      first: mapped + 0x0a010200n,
      last: mapped + 0x0a0102ffn,
    });
  });
});
