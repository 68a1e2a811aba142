// The folder of rules that a file lies in: as its repository's configuration says, else by the names that are usual.
import type { CheckContext, RuleFolder } from '../check';
import { pathParts } from '../ruleTables';

const usual = { rules: 'rules', blocks: 'rules_building_block' } as const;

/** Undefined for a file that lies in none. */
export function ruleFolderOf({
  folder,
  path,
}: Pick<CheckContext, 'folder' | 'path'>): RuleFolder | undefined {
  if (folder !== undefined) return folder === 'none' ? undefined : folder;
  const folders = pathParts(path).slice(0, -1);
  const holds = folders.includes(usual.blocks) ? 'blocks' : 'rules';
  const at = folders.lastIndexOf(usual[holds]);
  if (at < 0) return undefined;
  return { name: usual[holds], holds, below: folders.slice(at + 1), blocks: [usual.blocks] };
}
