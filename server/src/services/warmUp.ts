// Loads the catalogues ahead of the first hover and completion, which would wait for them otherwise.
import { completeFields } from '../catalog/fieldCompletion';
import { eventCodesOfField } from '../catalog/windowsCatalog';

/** Reads the tables of fields and events, about 20 ms; later calls cost nothing to speak of. */
export function warmUp(): void {
  completeFields('', 1);
  eventCodesOfField('');
}
