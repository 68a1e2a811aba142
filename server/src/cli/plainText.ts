// Markdown sentences as plain text for a terminal, wrapped.

/** Takes the marks of code and emphasis off; what stands within code stays as it is. */
export function plainText(markdown: string): string {
  return markdown
    .split(/(`+[^`]*`+)/)
    .map((part, index) =>
      index % 2 === 1
        ? part.replace(/^`+ ?| ?`+$/g, '')
        : part.replace(/\*\*?([^*]+)\*\*?/g, '$1').replace(/\\([\\`*_[\]<>&~|#+.)-])/g, '$1'),
    )
    .join('');
}

const width = 100;

/** Text in lines of at most 100 characters where its words allow that, the first after `start`, others after `indent`. */
export function wrapped(text: string, start = '', indent = ''): string {
  const lines: string[] = [];
  let line = start;
  let isEmpty = true;
  for (const word of text.split(/\s+/)) {
    if (!isEmpty && line.length + word.length + 1 > width) {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = isEmpty ? `${line}${word}` : `${line} ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

/** A heading and its lines, or nothing where there are no lines. */
export function section(heading: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return [`${heading}:`, ...lines.map((line) => wrapped(line, '  - ', '    '))].join('\n');
}
