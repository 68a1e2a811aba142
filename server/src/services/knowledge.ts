// What hovers and completion may know beyond the file and the catalogues.
import type { SampleFields } from '../events/sampleFields';
import type { Clocks } from './timeHover';

export interface Knowledge {
  /** The moments for which the times of a rule are shown. */
  readonly clocks?: Clocks;
  /** What is in the sample that was chosen last. */
  readonly sample?: SampleFields;
}
