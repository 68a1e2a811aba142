// risky-exclusion: an exclusion that everybody can walk into.
import type { KqlNode } from '../../kql/ast';
import { isLoneWildcard, termText } from '../../kql/terms';
import { contains } from '../../text/span';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { clausesOf, nodesOf, soundQueries } from './queries';
import type { Clause, KqlQuery } from './queries';

export const riskyExclusion: Check = {
  code: 'risky-exclusion',
  severity: 'information',
  doc: 'An exclusion names a folder that every user can write to, or a file name alone, so an attacker can hide there.',
  languages: ['kuery'],
  run: ({ document }) =>
    findEach(soundQueries(document), (query) =>
      findEach(clausesOf(query), (clause) => findRiskyExclusion(clause, query)),
    ),
};

/** Folders below which every user can create files, in lower case and with `/`. */
const writable =
  /(?:\/appdata\/|\/users\/|^\/home\/|\/windows\/temp\/|\/temp\/|\/programdata\/|\/downloads\/|^\/(?:var\/)?tmp\/|^\/dev\/shm\/|\/\$recycle\.bin\/|\/perflogs\/)/;

/** Fields that hold a path of an executable or file, which whoever runs it can choose. */
const pathField =
  /(?:^|\.)(?:executable|path|directory|working_directory|ImagePath|TargetFilename)(?:\.caseless|\.text)?$/i;

/** Fields that hold the name of a file, which whoever runs or writes it can choose. */
const nameField =
  /^(?:process\.(?:parent\.)?(?:name|pe\.original_file_name)|(?:file|dll)\.name)(?:\.caseless|\.text)?$/;

function findRiskyExclusion(clause: Clause, query: KqlQuery): readonly Finding[] {
  const { node, field, isNegated } = clause;
  if (!isNegated || field === undefined || node.kind !== 'is' || isLoneWildcard(node.value))
    return nothing;
  const message = pathField.test(field)
    ? riskOfPath(termText(node.value))
    : nameField.test(field)
      ? riskOfName(field)
      : undefined;
  if (message === undefined || isBound(clause, query)) return nothing;
  if (pathField.test(field)) return [{ message, span: node.value.span }];
  // Of a list of names the field alone, once.
  const isFirst = clausesOf(query).find((other) => other.node.field === node.field) === clause;
  return isFirst && node.field ? [{ message, span: node.field.span }] : nothing;
}

function riskOfPath(text: string): string | undefined {
  const path = text.replaceAll('\\', '/').toLowerCase();
  const folder = writable.exec(path)?.[0];
  return folder === undefined
    ? undefined
    : `Every user can write to \`${folder}\`: an attacker who puts a file there is excluded too.`;
}

function riskOfName(field: string): string {
  return `\`${field}\` can be chosen freely: an attacker who takes such a name is excluded too.`;
}

/** What an attacker cannot choose, or not with a name alone. */
const proofOfFile = /code_signature|\bhash\b|\bparent\b/;
const proofOfName = /code_signature|\bhash\b|\bparent\b|executable|path$|command_line|args/;

/** The exclusion asks for proof too: `not (name: a and code_signature...: b)`. */
function isBound({ node, field = '' }: Clause, query: KqlQuery): boolean {
  const proof = pathField.test(field) ? proofOfFile : proofOfName;
  return nodesOf(query.root).some(
    (not) =>
      not.kind === 'not' &&
      not.child.kind === 'and' &&
      contains(not.child.span, node.span) &&
      not.child.children.some((part) => !contains(part.span, node.span) && names(part, proof)),
  );
}

function names(part: KqlNode, proof: RegExp): boolean {
  return nodesOf(part).some(
    (node) => node.kind === 'is' && node.field !== undefined && proof.test(termText(node.field)),
  );
}
