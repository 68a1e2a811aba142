// The text of an ES|QL query without what only looks like commands.

const textOrComment = /"""[^]*?"""|"(?:\\.|[^"\\\n])*"|\/\/.*|\/\*[^]*?\*\//g;

/** Comments blanked out, every place kept. */
export function withoutComments(query: string): string {
  return query.replace(textOrComment, (found) => (found.startsWith('/') ? blank(found) : found));
}

/** Strings and comments blanked out, every place kept. */
export function withoutTexts(query: string): string {
  return query.replace(textOrComment, blank);
}

function blank(text: string): string {
  return text.includes('\n') ? text.replace(/[^\n]/g, ' ') : ' '.repeat(text.length);
}
