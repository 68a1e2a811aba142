// Remembers the scans of the samples that were run last, each until its file changes.
import type { ScanSlot } from '../events/keptScan';
import type { Sample } from '../events/event';

export interface KeptSamples {
  /** The sample with the slot of its unchanged predecessor, or with an empty one. */
  remember(sample: Sample): Sample;
}

/** @param most samples that are remembered */
export function keptSamples(most = 2): KeptSamples {
  const slots = new Map<string, { readonly version: string; readonly slot: ScanSlot }>();
  return {
    remember(sample) {
      const { name, version } = sample;
      if (version === undefined) return sample;
      const known = slots.get(name);
      const slot = known?.version === version ? known.slot : { kept: undefined };
      // The last used stands last.
      slots.delete(name);
      slots.set(name, { version, slot });
      for (const oldest of [...slots.keys()].slice(0, -most)) slots.delete(oldest);
      return { ...sample, slot };
    },
  };
}
