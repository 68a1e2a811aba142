// An author who writes a rule over the language server: types, accepts completion and fixes as an editor does, and counts keys.
import assert from 'node:assert/strict';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  Range,
  TextEdit,
} from 'vscode-languageserver';
import type { LinePosition } from '../../server/src/text/lineIndex';
import { lineStarts, positionAt } from '../../server/src/text/lineIndex';
import type { Span } from '../../server/src/text/span';
import type { LspClient } from './lspClient';

type Places = readonly Span[];

/** One document, one cursor. A key is a typed character, Enter, Tab, an arrow or a shortcut. */
export class Author {
  text = '';
  keys = 0;
  private cursor = 0;
  private selected = 0;
  /** Stops of a snippet in the order in which Tab visits them, each with the places that show its text. */
  private stops: Places[] = [];
  /** Where else the text of the stop shows that is being filled. */
  private mirrors: Span[] = [];

  constructor(
    private readonly client: LspClient,
    readonly uri: string,
  ) {}

  async start(): Promise<void> {
    await this.client.open(this.uri, '');
  }

  /** Types a text at the cursor, over what is selected. A closing quote or bracket that stands there is typed over. */
  async type(typed: string): Promise<void> {
    this.keys += typed.length;
    const over = this.selected === 0 && /^["'\])]$/.test(typed) && this.text[this.cursor] === typed;
    if (over) this.cursor++;
    else await this.replace({ start: this.cursor, end: this.cursor + this.selected }, typed);
    await this.close(typed);
    for (const mirror of this.mirrors.splice(0).reverse()) await this.mirror(mirror, typed);
  }

  /** Quotes and brackets get their other half, as in editors. */
  private async close(typed: string): Promise<void> {
    const half = /(?:^|[\s(["])(["([])$/.exec(typed)?.[1];
    if (half === undefined || /[\w"]/.test(this.text.charAt(this.cursor))) return;
    await this.mirror(
      { start: this.cursor, end: this.cursor },
      { '"': '"', '(': ')' }[half] ?? ']',
    );
  }

  /** Selects the first place of a text, by a double click that counts as one key. */
  select(piece: string): void {
    this.click(piece);
    this.cursor -= piece.length;
    this.selected = piece.length;
  }

  /** The labels of the list that stands open, best first. */
  async offered(): Promise<readonly string[]> {
    return (await this.list()).map(({ label }) => label);
  }

  /** Goes down to the item with this label, where several have it with this description, and accepts it; its text is left where its snippet says. */
  async accept(label: string, description?: string): Promise<void> {
    const items = await this.list();
    const at = items.findIndex(
      (item) =>
        item.label === label &&
        (description === undefined || item.labelDetails?.description === description),
    );
    const shown = items.slice(0, 12).map((item) => item.label);
    assert.ok(at >= 0, `${label} is not offered at ${this.around()}, only ${shown.join(' | ')}`);
    // The first one is selected when the list opens.
    this.keys += at + 1;
    const item = items[at];
    assert.ok(item?.textEdit && 'range' in item.textEdit);
    const resolved = await this.client.request<CompletionItem>('completionItem/resolve', item);
    assert.equal(resolved.label, label);
    await this.insert(item.textEdit, item.insertTextFormat === 2, item.additionalTextEdits ?? []);
  }

  /** Next place of the snippet, its text selected. */
  tab(): void {
    this.keys++;
    assert.ok(this.stops.length > 0, `no place to go to from ${this.around()}`);
    this.visitNext();
  }

  /** To the end of the file, as Ctrl+End. */
  end(): void {
    this.keys++;
    this.moveTo(this.text.length);
  }

  /** Behind the first place of a piece of the text, by a click that counts as one key. */
  click(piece: string): void {
    this.keys++;
    const at = this.text.indexOf(piece);
    assert.ok(at >= 0, `the text has no ${piece}`);
    this.moveTo(at + piece.length);
  }

  /** Errors and warnings as they stand. */
  async problems(): Promise<readonly Diagnostic[]> {
    const all = await this.client.pull(this.uri);
    return all.filter(({ severity }) => severity === 1 || severity === 2);
  }

  /** Takes the quick fix with this title: to the problem, the list, the fix. */
  async fix(problem: Diagnostic, title: RegExp): Promise<void> {
    const actions = await this.client.request<CodeAction[] | null>('textDocument/codeAction', {
      textDocument: { uri: this.uri },
      range: problem.range,
      context: { diagnostics: [problem], only: ['quickfix'] },
    });
    const titles = (actions ?? []).map((action) => action.title);
    const at = titles.findIndex((each) => title.test(each));
    assert.ok(
      at >= 0,
      `no fix ${String(title)} for ${String(problem.code)}, only ${titles.join(' | ')}\n${this.text}`,
    );
    this.keys += at + 3;
    const edits = actions?.[at]?.edit?.changes?.[this.uri];
    assert.ok(edits, `the fix ${titles[at] ?? ''} brings no edit of this file`);
    await this.apply(edits);
  }

  private moveTo(offset: number): void {
    this.cursor = offset;
    this.selected = 0;
    this.stops = [];
    this.mirrors = [];
  }

  private around(): string {
    const { cursor, text } = this;
    return JSON.stringify(
      `${text.slice(Math.max(0, cursor - 30), cursor)}<|>${text.slice(cursor, cursor + 20)}`,
    );
  }

  private async list(): Promise<readonly CompletionItem[]> {
    const position = positionAt(lineStarts(this.text), this.cursor);
    const list = await this.client.at<CompletionList | CompletionItem[] | null>(
      'textDocument/completion',
      this.uri,
      position,
    );
    return ranked(Array.isArray(list) ? list : (list?.items ?? []), (range) =>
      this.text.slice(this.offsets(range).start, this.cursor),
    );
  }

  private offsets({ start, end }: Range): Span {
    const starts = lineStarts(this.text);
    return { start: offsetAt(starts, start), end: offsetAt(starts, end) };
  }

  private async insert(
    edit: TextEdit,
    isSnippet: boolean,
    others: readonly TextEdit[],
  ): Promise<void> {
    const { text, stops } = isSnippet
      ? expandSnippet(edit.newText)
      : { text: edit.newText, stops: undefined };
    const { start, end } = this.offsets(edit.range);
    // Further edits of an item lie behind it.
    const later = others.map((other) => ({ ...other, range: this.offsets(other.range) }));
    for (const { range, newText } of later.toSorted((a, b) => b.range.start - a.range.start))
      await this.replace(range, newText);
    await this.replace({ start, end }, text);
    if (!stops) return;
    this.stops = stops.map((places) => places.map((place) => moved(place, start)));
    this.visitNext();
  }

  private visitNext(): void {
    const [first, ...mirrors] = this.stops.shift() ?? [];
    if (!first) return;
    this.cursor = first.start;
    this.selected = first.end - first.start;
    this.mirrors = mirrors;
  }

  private async mirror(place: Span, text: string): Promise<void> {
    const { cursor } = this;
    await this.replace(place, text);
    this.cursor = cursor;
  }

  private async apply(edits: readonly TextEdit[]): Promise<void> {
    const places = edits.map(({ range, newText }) => ({ range: this.offsets(range), newText }));
    for (const { range, newText } of places.toSorted((a, b) => b.range.start - a.range.start))
      await this.replace(range, newText);
  }

  /** Replaces, puts the cursor behind, and moves the places of the snippet along. */
  private async replace({ start, end }: Span, text: string): Promise<void> {
    const starts = lineStarts(this.text);
    const range = { start: positionAt(starts, start), end: positionAt(starts, end) };
    this.text = this.text.slice(0, start) + text + this.text.slice(end);
    const grown = text.length - (end - start);
    const keep = (place: Span): Span => (place.start < end ? place : moved(place, grown));
    this.stops = this.stops.map((places) => places.map(keep));
    this.mirrors = this.mirrors.map(keep);
    this.cursor = start + text.length;
    this.selected = 0;
    await this.client.change(this.uri, { range, text });
  }
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function offsetAt(starts: readonly number[], { line, character }: LinePosition): number {
  return (starts[line] ?? 0) + character;
}

/** What fits the typed text, as an editor lists it: beginnings first, then by the order that the server gives. */
function ranked(
  items: readonly CompletionItem[],
  typedBefore: (range: Range) => string,
): readonly CompletionItem[] {
  const scored = items.flatMap((item) => {
    assert.ok(item.textEdit && 'range' in item.textEdit, item.label);
    const typed = typedBefore(item.textEdit.range).toLowerCase();
    const candidate = (item.filterText ?? item.label).toLowerCase();
    const score = candidate.startsWith(typed) ? 0 : candidate.includes(typed) ? 1 : 2;
    return score === 2 && !isSubsequence(typed, candidate) ? [] : [{ item, score }];
  });
  const order = ({ item }: { item: CompletionItem }): string => item.sortText ?? item.label;
  return scored
    .sort((a, b) => a.score - b.score || (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0))
    .map(({ item }) => item);
}

function isSubsequence(letters: string, text: string): boolean {
  let at = -1;
  return letters.split('').every((letter) => (at = text.indexOf(letter, at + 1)) >= 0);
}

interface Snippet {
  readonly text: string;
  readonly stops: readonly Places[];
}

/** `$1`, `${1:text}`, `${1|a,b|}` and `\$`. The first choice stands in; without `$0` the end is the last stop. */
function expandSnippet(snippet: string): Snippet {
  const found = new Map<number, Span[]>();
  let text = '';
  const pattern =
    /\\([\\$}])|\$(\d+)|\$\{(\d+)(?::((?:\\.|[^\\}])*)|\|((?:\\.|[^\\|])*)\|)?\}|[^]/g;
  for (const [all, escaped, plain, braced, fallback, choices] of snippet.matchAll(pattern)) {
    const number = Number(plain ?? braced ?? NaN);
    const value = (fallback ?? choices?.split(',')[0] ?? '').replace(/\\(.)/g, '$1');
    const shown = Number.isNaN(number) ? (escaped ?? all) : value;
    if (!Number.isNaN(number)) {
      const place = { start: text.length, end: text.length + shown.length };
      found.set(number, [...(found.get(number) ?? []), place]);
    }
    text += shown;
  }
  if (!found.has(0)) found.set(0, [{ start: text.length, end: text.length }]);
  const order = (number: number): number => (number === 0 ? Infinity : number);
  const stops = [...found].sort(([a], [b]) => order(a) - order(b));
  return { text, stops: stops.map(([, places]) => places) };
}
