// An id that neither the name nor the address beside it belongs to, where those two belong together.
import { findAttackPage } from '../../catalog/attackCatalog';
import type { AttackCatalog } from '../../catalog/attackCatalog';
import type { Fix } from '../../text/problem';
import { changeText } from '../ruleTables';
import type { KnownPlace, ThreatFact } from './threatPlaces';

/** The address is that of the page, but for the slash at its end. */
export function isPageOf({ url }: ThreatFact, address: string | undefined): boolean {
  return address === url || `${address}/` === url;
}

/** Writes the id that name and address agree on. */
export function changeId(
  { reference, id, level, facts }: KnownPlace,
  attack: AttackCatalog,
): readonly Fix[] {
  const address = reference.reference?.value ?? '';
  const meant = facts.find(findAttackPage(attack, address)?.id ?? '', level);
  const isMeant = meant && meant.id !== id.value && isPageOf(meant, address);
  return isMeant && meant.names.includes(reference.name?.value ?? '')
    ? [changeText(id.span, meant.id)]
    : [];
}
