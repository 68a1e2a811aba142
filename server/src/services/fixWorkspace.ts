// The fixes of many files as one edit that an editor previews by check before it changes anything.
import type {
  ChangeAnnotation,
  OptionalVersionedTextDocumentIdentifier,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { FixPlan } from './fixPlan';

export interface PlannedFile {
  readonly textDocument: OptionalVersionedTextDocumentIdentifier;
  readonly plan: FixPlan;
}

/** Annotation of edits that several checks have a part in. */
const several = 'several';

/** Every edit waits for the user's word. */
export function fixesEdit(files: readonly PlannedFile[]): WorkspaceEdit {
  const counts = new Map<string, number>();
  const documentChanges = files.map(({ textDocument, plan }) => ({
    textDocument,
    edits: plan.edits.map(({ code = several, range, newText }) => {
      counts.set(code, (counts.get(code) ?? 0) + 1);
      return { range, newText, annotationId: code };
    }),
  }));
  const changeAnnotations = Object.fromEntries(
    [...counts].map(([code, edits]) => [code, annotation(code, edits)]),
  );
  return { documentChanges, changeAnnotations };
}

function annotation(code: string, edits: number): ChangeAnnotation {
  return {
    label: code === several ? 'Several checks together' : code,
    description: edits === 1 ? '1 change' : `${edits} changes`,
    needsConfirmation: true,
  };
}

/** Problems by code over all files, the most frequent first. */
export function sumOfCounts(plans: readonly FixPlan[]): readonly (readonly [string, number])[] {
  const sum = new Map<string, number>();
  for (const { counts } of plans)
    for (const [code, count] of Object.entries(counts)) sum.set(code, (sum.get(code) ?? 0) + count);
  return [...sum].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}
