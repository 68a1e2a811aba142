// The text of an ES|QL query without what only looks like commands.

const texts = /"""[^]*?"""|"(?:\\.|[^"\\\n])*"/;
const comments = /\/\/.*|\/\*[^]*?\*\//;

/** Comments blanked out, every place kept. */
export function withoutComments(query: string): string {
  return query.replace(new RegExp(`${texts.source}|${comments.source}`, 'g'), (found) =>
    found.startsWith('/') ? blank(found) : found,
  );
}

/** Strings and comments blanked out, every place kept. */
export function withoutTexts(query: string): string {
  return query.replace(new RegExp(`${texts.source}|${comments.source}`, 'g'), blank);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
