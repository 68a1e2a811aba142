// Every service survives every text: the model rule after random edits, at random places.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Range } from 'vscode-languageserver';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import type { RuleDocument } from '../../../server/src/rule/ruleDocument';
import { doCodeLenses } from '../../../server/src/services/codeLenses';
import { doCompletion, resolveCompletion } from '../../../server/src/services/completion';
import { doDiagnostics } from '../../../server/src/services/diagnostics';
import { doDocumentSymbols } from '../../../server/src/services/documentSymbols';
import { doFoldingRanges } from '../../../server/src/services/foldingRanges';
import { builtInAttack } from '../../../server/src/catalog/attackCatalog';
import { convertThreat } from '../../../server/src/services/convertThreat';
import { docsSubjectAt } from '../../../server/src/services/docsAt';
import { doDocumentLinks } from '../../../server/src/services/documentLinks';
import { doHover } from '../../../server/src/services/hover';
import { doInlayHints } from '../../../server/src/services/inlayHints';
import { applyEdits } from '../../../server/src/text/edits';
import { defaultSettings } from '../../../server/src/settings';
import { toOffset } from '../../../server/src/services/position';
import { below, mutate, seededRandom } from '../../support/mutate';

const rule = readFileSync('samples/rules/windows/persistence_scheduled_task_update.toml', 'utf8');
const source = {
  tokens: [
    '"',
    "'''",
    '"""',
    '[',
    ']',
    '[[',
    '{',
    '}',
    '=',
    '\\',
    '#',
    '\n',
    ':',
    '(',
    ')',
    ' not ',
    ' and ',
    '*',
    '.',
  ],
  texts: [rule],
};

/** Within the text, start before end. */
function checkRange(document: RuleDocument, { start, end }: Range): void {
  assert.ok(start.line <= end.line && end.line < document.lineStarts.length);
  const [from, to] = [toOffset(document, start), toOffset(document, end)];
  assert.ok(from <= to && to <= document.text.length);
}

function checkServices(text: string, offset: number): void {
  const document = parseRule(text);
  for (const { range } of doDiagnostics(document, 'file:///x.toml')) checkRange(document, range);
  const clocks = { now: Date.UTC(2026, 0, 31) };
  const hover = doHover(document, offset, { clocks });
  if (hover?.range) {
    checkRange(document, hover.range);
    assert.ok(toOffset(document, hover.range.start) <= offset);
    assert.ok(offset <= toOffset(document, hover.range.end));
  }
  for (const item of doCompletion(document, offset)?.items.slice(0, 20) ?? []) {
    const { textEdit } = resolveCompletion(item);
    assert.ok(textEdit && 'range' in textEdit);
    checkRange(document, textEdit.range);
    assert.equal(textEdit.range.start.line, textEdit.range.end.line, 'an edit is on one line');
  }
  doDocumentSymbols(document);
  for (const { startLine, endLine } of doFoldingRanges(document))
    assert.ok(startLine < endLine && endLine < document.lineStarts.length);
  const within = { start: 0, end: text.length };
  const settings = defaultSettings.inlayHints;
  for (const { position } of doInlayHints(document, within, {
    settings,
    clocks,
    attack: builtInAttack,
  }))
    checkRange(document, { start: position, end: position });
  for (const { range } of doDocumentLinks(document, { hasDocs: true, attack: builtInAttack }))
    checkRange(document, range);
  docsSubjectAt(document, offset);
  parseRule(applyEdits(text, convertThreat(document, builtInAttack).edits));
  for (const { range } of doCodeLenses(document, 'x')) checkRange(document, range);
}

describe('services on any text', () => {
  it('neither throw nor answer with impossible ranges', () => {
    const random = seededRandom(3);
    for (let round = 0; round < 400; round++) {
      const edited = mutate(rule, random, source);
      const text = round % 3 === 0 ? edited.replaceAll('\n', '\r\n') : edited;
      for (let places = 0; places < 5; places++) {
        const offset = below(random, text.length + 1);
        try {
          checkServices(text, offset);
        } catch (error) {
          throw new Error(
            `round ${round}, offset ${offset}:\n${text.slice(0, offset)}<|>${text.slice(offset)}`,
            { cause: error },
          );
        }
      }
    }
  });
});
