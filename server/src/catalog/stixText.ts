// Text of STIX objects, which is Markdown with citations: its first sentence as plain words.

/** Longer ones are cut, behind a word if they have several. */
const longest = 300;
/** A first sentence stands within. */
const looked = 4000;

/** In one line: it may be written into a rule or to a terminal. */
export function lineOf(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

/** The first sentence without citations, links and HTML; empty for an empty text. */
export function firstSentence(markdown: string): string {
  const plain = markdown
    .slice(0, looked)
    .replace(/\(Citation:[^()]*(?:\([^()]*\)[^()]*)*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<\/?\w+>/g, '')
    .trim();
  const [paragraph = ''] = plain.split(/\r?\n/);
  const words = lineOf(paragraph)
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;])/g, '')
    .trim();
  const sentence = /^.*?[.!?](?= ["'(]?[A-Z]|$)(?<!\b(?:e\.g|i\.e|etc|vs|cf)\.)/.exec(words)?.[0];
  const text = sentence ?? words;
  if (text.length <= longest) return text;
  const blank = text.lastIndexOf(' ', longest);
  return `${text.slice(0, blank < 0 ? longest : blank)} ...`;
}
