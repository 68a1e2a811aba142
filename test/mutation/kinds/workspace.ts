// Mistakes that show only beside other rules: copies, and ids of rules that there are not.
import { identityOf } from '../../../server/src/rule/ruleIdentity';
import { applyEdits } from '../../../server/src/text/edits';
import type { TextEdit } from '../../../server/src/text/problem';
import { replaced, sourceAt, textAt, valueSpan } from '../mistake';
import type { MistakeKind, Mutant, Original } from '../mistake';

/** A copy in another file, with these values in their places. */
function copy(original: Original, values: Readonly<Record<string, string>>): Mutant | undefined {
  const edits: TextEdit[] = [];
  for (const [path, text] of Object.entries(values)) {
    const span = valueSpan(original, path);
    if (!span) return undefined;
    edits.push({ span, text });
  }
  edits.sort((a, b) => a.span.start - b.span.start);
  const path = original.path.replace('.toml', '_copy.toml');
  return { text: applyEdits(original.document.text, edits), path, isCopy: true };
}

function kind(name: string, codes: readonly string[], mutate: MistakeKind['mutate']): MistakeKind {
  return { name: `workspace: ${name}`, codes, mutate };
}

const otherId = { 'rule.rule_id': '"00000000-0000-4000-8000-000000000000"' };
const otherName = { 'rule.name': '"Copy of a Rule"' };

export const workspaceMistakes: readonly MistakeKind[] = [
  kind('copy with the same id', ['duplicate-rule-id'], (original) => copy(original, otherName)),
  kind('copy with the same name', ['duplicate-rule-name'], (original) => copy(original, otherId)),
  kind('copy of the search', ['same-search'], (original) =>
    identityOf(original.document).search ? copy(original, { ...otherId, ...otherName }) : undefined,
  ),
  kind('copy of the search with another exclusion', ['near-search'], (original) => {
    const query = textAt(original, 'rule.query')?.trim() ?? '';
    if (!identityOf(original.document).search) return undefined;
    const text = `'''\n(${query}) and not user.name : "backup"\n'''`;
    return copy(original, { ...otherId, ...otherName, 'rule.query': text });
  }),
  kind('related rule that there is not', ['unknown-rule-mention'], (original) => {
    const span = valueSpan(original, 'rule.note');
    if (!span || !sourceAt(original, span).endsWith('"""')) return undefined;
    const end = span.end - 3;
    const item = '\n- Rule That Is Gone - 00000000-0000-4000-8000-000000000000\n';
    return replaced(original, { start: end, end }, item);
  }),
];
