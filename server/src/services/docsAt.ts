// Finds the documentation page about what stands at a place of a rule.
import { findAttack } from '../catalog/attackCatalog';
import { findField } from '../catalog/fieldCatalog';
import { findEventCodes } from '../catalog/windowsCatalog';
import { queryAt } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import { docsUri } from './docsPage';
import { holdsFieldName } from '../rule/fieldKeys';
import { holdsEventCode } from './fieldKinds';
import { kqlPlaceAt, termText } from './kqlPlace';
import { placeAt } from './tomlPlace';

/** The address of the page, or undefined: of an event code, a field (also that of a value), an ATT&CK id. */
export function docsUriAt(document: RuleDocument, offset: number): string | undefined {
  const query = queryAt(document, offset);
  if (query) {
    const place = query.parsed && kqlPlaceAt(query.parsed.root, offset);
    if (!place?.field) return undefined;
    const text = termText(place.term);
    if (place.kind === 'value' && holdsEventCode(place.field) && findEventCodes(text).length > 0)
      return docsUri('event', text);
    return findField(place.field) ? docsUri('field', place.field) : undefined;
  }
  const { value, path } = placeAt(document.toml, offset);
  if (value?.kind !== 'string') return undefined;
  if (holdsFieldName(path) && findField(value.value)) return docsUri('field', value.value);
  return findAttack(value.value) ? docsUri('attack', value.value) : undefined;
}
