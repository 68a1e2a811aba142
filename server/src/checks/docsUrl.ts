// Where a problem's code is explained.

const page = 'https://github.com/rulewright/rulewright/blob/main/docs/checks.md';

/** The section of docs/checks.md about a code. */
export function docsUrl(code: string): string {
  return `${page}#${code}`;
}
