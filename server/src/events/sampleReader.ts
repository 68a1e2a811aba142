// A sample as a reader into the caller's memory, for those that only give blocks.
import type { Sample, SampleReader } from './event';

/** The sample's own reader, or one that copies out of its blocks. */
export function openReader(sample: Sample): SampleReader {
  return sample.open?.() ?? blockReader(sample.blocks());
}

function blockReader(blocks: Iterable<Uint8Array>): SampleReader {
  const iterator = blocks[Symbol.iterator]();
  let rest: Uint8Array = new Uint8Array(0);
  return {
    read(target) {
      while (rest.length === 0) {
        const next = iterator.next();
        if (next.done) return 0;
        rest = next.value;
      }
      const length = Math.min(rest.length, target.length);
      target.set(rest.subarray(0, length));
      rest = rest.subarray(length);
      return length;
    },
    close: () => void iterator.return?.(),
  };
}
