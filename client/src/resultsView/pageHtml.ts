// The HTML shell of a webview page. Everything else on the page is built by the script, as DOM nodes.

export interface PageParts {
  /** URIs as the webview may load them. */
  readonly script: string;
  readonly style: string;
  readonly cspSource: string;
  readonly nonce: string;
  readonly title?: string;
}

/** A page that may load its one style sheet and run its one script, and nothing else. */
export function pageHtml({
  script,
  style,
  cspSource,
  nonce,
  title = 'Rulewright results',
}: PageParts): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}';`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1.0">
  <link rel="stylesheet" href="${style}">
  <title>${title.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</title>
</head>
<body>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
