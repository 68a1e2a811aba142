// risky-exclusion: an exclusion that everybody can walk into.
import { termText } from '../../kql/terms';
import type { Check, Finding } from '../check';
import { allClauses } from './queries';
import type { Clause } from './queries';

export const riskyExclusion: Check = {
  code: 'risky-exclusion',
  severity: 'information',
  doc: 'An exclusion names a folder that every user can write to, so an attacker can hide there.',
  run: ({ document }) => allClauses(document).flatMap(findRiskyExclusion),
};

/** Folders below which every user can create files, in lower case and with `/`. */
const writable =
  /(?:\/appdata\/|\/users\/|^\/home\/|\/windows\/temp\/|\/temp\/|\/programdata\/|\/downloads\/|^\/(?:var\/)?tmp\/|^\/dev\/shm\/|\/\$recycle\.bin\/|\/perflogs\/)/;

/** Fields that hold a path of an executable or file, which whoever runs it can choose. */
const pathField =
  /(?:^|\.)(?:executable|path|directory|working_directory|ImagePath|TargetFilename)$/i;

function findRiskyExclusion({ node, field, isNegated }: Clause): readonly Finding[] {
  if (!isNegated || field === undefined || node.kind !== 'is' || !pathField.test(field)) return [];
  const path = termText(node.value).replaceAll('\\', '/').toLowerCase();
  const folder = writable.exec(path)?.[0];
  if (folder === undefined || node.value.kind !== 'wildcard') return [];
  const message = `Every user can write to \`${folder}\`: an attacker who puts a file there is excluded too.`;
  return [{ message, span: node.value.span }];
}
