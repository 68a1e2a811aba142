// Hovers in the editor: what is under the cursor, and what the answer must say.
import assert from 'node:assert/strict';
import { hoverText, modelRule, open, positionOf } from './editor';

const rows: readonly (readonly [drawn: string, answer: RegExp])[] = [
  ['not winlog.event_data.Subject<|>UserSid:', /SubjectUserSid[\s\S]*keyword/],
  ['value = ["winlog.event_data.Task<|>Name"]', /TaskName[\s\S]*keyword/],
  ['event.code: "47<|>02"', /Event `4702`[\s\S]*TaskContentNew/],
  ['("S-1-5<|>-18" or', /LocalSystem|Local System|SYSTEM/],
  ['id = "T1053<|>.005"', /Scheduled Task/],
  ['id = "TA00<|>03"', /Persistence/],
  ['timestamp_<|>override', /timestamp/i],
];

describe('hover', () => {
  for (const [drawn, answer] of rows) {
    it(drawn, async () => {
      const { document } = await open(modelRule);
      assert.match(await hoverText(document.uri, positionOf(document, drawn)), answer);
    });
  }

  it('is silent in prose', async () => {
    const { document } = await open(modelRule);
    const text = await hoverText(
      document.uri,
      positionOf(document, "A person's acc<|>ount changed"),
    );
    assert.equal(text, '');
  });
});
