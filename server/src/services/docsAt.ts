// Finds the documentation page about what stands at a place of a rule.
import { findAttack } from '../catalog/attackCatalog';
import { findField } from '../catalog/fieldCatalog';
import { findEventCodes } from '../catalog/windowsCatalog';
import { holdsFieldName } from '../rule/fieldKeys';
import { queryAt } from '../rule/ruleDocument';
import type { RuleDocument, RuleQuery } from '../rule/ruleDocument';
import type { DocsSubject } from './docsPage';
import { holdsEventCode } from './fieldKinds';
import { ownField } from './fieldSource';
import { attackOf } from './knowledge';
import type { Knowledge } from './knowledge';
import { kqlPlaceAt, termText } from './kqlPlace';
import { lucenePlaceAt } from './lucenePlace';
import { fieldIn } from './sampleWords';
import { placeAt } from './tomlPlace';

/** What there is a page about, or undefined: an event code, a field (also that of a value), an ATT&CK id. */
export function docsSubjectAt(
  document: RuleDocument,
  offset: number,
  knowledge: Knowledge = {},
): DocsSubject | undefined {
  const query = queryAt(document, offset);
  if (query) {
    const { field, value } = queryPlace(query, offset) ?? {};
    if (field === undefined) return undefined;
    const isEvent =
      value !== undefined && holdsEventCode(field) && findEventCodes(value).length > 0;
    return isEvent ? { kind: 'event', name: value } : fieldSubject(field, knowledge);
  }
  const { value, path } = placeAt(document.toml, offset);
  if (value?.kind !== 'string') return undefined;
  if (holdsFieldName(path)) return fieldSubject(value.value, knowledge);
  return findAttack(attackOf(knowledge), value.value) && { kind: 'attack', name: value.value };
}

interface QueryPlace {
  readonly field: string | undefined;
  /** Absent where the offset is on the field. */
  readonly value?: string | undefined;
}

function queryPlace({ parsed, lucene }: RuleQuery, offset: number): QueryPlace | undefined {
  if (lucene) {
    const place = lucenePlaceAt(lucene.root, offset);
    return place?.kind === 'value' ? { field: place.field, value: place.text } : place;
  }
  const place = parsed && kqlPlaceAt(parsed.root, offset);
  if (!place) return undefined;
  const { field, term, kind } = place;
  return kind === 'value' ? { field, value: termText(term) } : { field: field ?? termText(term) };
}

function fieldSubject(name: string, { fields, sample }: Knowledge): DocsSubject | undefined {
  const isKnown =
    findField(name) !== undefined ||
    ownField(fields?.find(name)) !== undefined ||
    (sample !== undefined && fieldIn(sample, name) !== undefined);
  return isKnown ? { kind: 'field', name } : undefined;
}
