// Picks single members out of a huge JSON object (`{"package": …}`) that streams by, without parsing the rest.
import type { JsonValue } from '../../events/event';
import { JsonParts } from '../jsonParts';

/**
 * The values of the wanted keys of the object that the blocks spell, each parsed by itself. A block is valid until the
 * next is asked for. Stops once all are found. Throws SyntaxError for a wanted value that is no JSON.
 */
export function pickMembers(
  blocks: Iterable<Uint8Array>,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, JsonValue> {
  const members = new Map<string, JsonValue>();
  if (wanted.size === 0) return members;
  const parts = new JsonParts((key) => (wanted.has(key) ? 'value' : undefined));
  for (const block of blocks) {
    for (const { key, bytes } of parts.scan(block))
      members.set(key, JSON.parse(bytes.toString('utf8')) as JsonValue);
    if (members.size === wanted.size) break;
  }
  return members;
}
