// Squiggles in the editor: a query that ends too early, and the way back.
import assert from 'node:assert/strict';
import { brokenRule, modelRule, open, positionOf, problems, replace, revert } from './editor';

describe('diagnostics', () => {
  afterEach(revert);

  it('reports a query that ends in the middle, inside the query', async () => {
    const { document } = await open(brokenRule);
    const found = await problems(document.uri, (all) => all.length > 0);
    assert.equal(found.length, 1);
    assert.match(found[0]?.message ?? '', /^Expected .* but end of input found\./);
    const query = positionOf(document, '<|>event.code: "4702" and not');
    const end = positionOf(document, "event.code: \"4702\" and not\n'''<|>");
    assert.ok(found[0]?.range.start.isAfterOrEqual(query));
    assert.ok(found[0]?.range.end.isBeforeOrEqual(end));
  });

  it('has nothing to say about the model rule', async () => {
    const editor = await open(modelRule);
    await replace(editor, 'event.code: "4702" and', 'event.code: "4702" and and');
    await problems(editor.document.uri, (all) => all.length > 0);
    await revert();
    assert.deepEqual(await problems(editor.document.uri, (all) => all.length === 0), []);
  });

  it('follows the text while it is typed', async () => {
    const editor = await open(modelRule);
    await replace(editor, 'host.os.type: "windows"', 'host.os.type: (');
    const [first] = await problems(editor.document.uri, (all) => all.length > 0);
    assert.ok(first);
    await replace(editor, 'host.os.type: (', 'host.os.type: ("windows")');
    assert.deepEqual(await problems(editor.document.uri, (all) => all.length === 0), []);
  });
});
