// The check sum of gzip data (RFC 1952, section 8).

let table: Uint32Array | undefined;

function crcTable(): Uint32Array {
  return (table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  }));
}

/** The sum of bytes behind others whose sum is `before` (0: none). */
export function crc32(bytes: Uint8Array, before: number): number {
  const values = crcTable();
  let sum = ~before;
  for (const byte of bytes) sum = (values[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8);
  return ~sum >>> 0;
}
