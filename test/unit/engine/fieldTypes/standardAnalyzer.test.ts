// Words of the standard analyzer.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyze } from '../../../../server/src/engine/fieldTypes/standardAnalyzer';

/** Text and its words, separated by blanks. */
const rows: readonly (readonly [string, string])[] = [
  ['', ''],
  ['  ', ''],
  ['The 2 QUICK Brown-Foxes', 'the 2 quick brown foxes'],
  ["the dog's bone.", "the dog's bone"],
  ['cmd.exe', 'cmd.exe'],
  ['cmd.exe.', 'cmd.exe'],
  ['.profile', 'profile'],
  ['a..b', 'a b'],
  ['1.2.3.4', '1.2.3.4'],
  ['1,234.5', '1,234.5'],
  ['1;2', '1;2'],
  ['a,b', 'a b'],
  ['a1.2b', 'a1.2b'],
  ['a.1', 'a 1'],
  ['1.a', '1 a'],
  ['v1', 'v1'],
  ['a-b a/b a\\b', 'a b a b a b'],
  ['a:b', 'a:b'],
  ['http://x.com/p?q=1&r', 'http x.com p q 1 r'],
  ['a: b', 'a b'],
  ['_a_b_', '_a_b_'],
  ['___', ''],
  ['a_1,2', 'a_1,2'],
  ['foo@bar.com', 'foo bar.com'],
  ['$var #tag %x', 'var tag x'],
  ["'quoted'", 'quoted'],
  ["a''b", 'a b'],
  ['don’t', 'don’t'],
  ['naïve Ünïcode', 'naïve ünïcode'],
  ['e\u0301te\u0301', 'e\u0301te\u0301'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['İ', 'i'],
  ['straße', 'straße'],
  ['Привет, мир', 'привет мир'],
  ['中文字', '中 文 字'],
  ['ひらがな', 'ひ ら が な'],
  ['カタカナ', 'カタカナ'],
  ['カタ_カナ', 'カタ_カナ'],
  ['한국어 단어', '한국어 단어'],
  ['สวัสดี', 'สวัสดี'],
  ['a\u00ADb', 'a\u00ADb'],
  ['a\u200Db', 'a\u200Db'],
  ['١٢٣', '١٢٣'],
  ['שלום', 'שלום'],
  ['a 😀 b', 'a 😀 b'],
  ['👩‍💻', '👩‍💻'],
  ['🇩🇪🇫🇷', '🇩🇪 🇫🇷'],
  // Signs that can be drawn as emoji are words, lone regional indicators are not.
  ['© x', '© x'],
  ['Microsoft® Windows™', 'microsoft ® windows ™'],
  ['a★b', 'a ★ b'],
  ['🇩 a', 'a'],
  ['❤️\u00AD', '❤️'],
  ['1️⃣ت', '1️⃣ت'],
  ['👍🏽\u0301', '👍🏽\u0301'],
  ['a\u200Bb', 'a b'],
  ['1\u066C2', '1\u066C2'],
  ['a\u066C', 'a'],
  ['ⅧⒶ', 'ⅷⓐ'],
  ['〆々', '々'],
  ['ｱﾞ', 'ｱﾞ'],
  ['a\u02C2b', 'a\u02C2b'],
  ['ᦀᦁ ꪀ', 'ᦀᦁ ꪀ'],
  ['a\u0000b\tc\nd', 'a b c d'],
];

describe('analyze', () => {
  for (const [text, words] of rows) {
    it(JSON.stringify(text), () => {
      assert.deepEqual(analyze(text), words === '' ? [] : words.split(' '));
    });
  }

  it('cuts words of more than 255 characters', () => {
    assert.deepEqual(analyze('A'.repeat(300)), ['a'.repeat(255), 'a'.repeat(45)]);
  });

  it('gives plain ASCII the same words with and without the shortcut', () => {
    const pieces = ['a', 'B', '1', '_', '.', "'", ':', ',', ';', '-', ' '];
    for (let seed = 0; seed < 3000; seed++) {
      let state = seed * 7919 + 1;
      let text = '';
      for (let i = 0; i < 8; i++) {
        state = (state * 1103515245 + 12345) % 2147483648;
        text += pieces[Math.floor(state / 65536) % pieces.length] ?? '';
      }
      const slow = analyze(`${text} é`);
      assert.deepEqual([...analyze(text), 'é'], slow, text);
    }
  });
});
