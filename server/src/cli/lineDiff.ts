// The difference of two texts in lines, as `diff` prints the changed part.

/** Lines of the first text that are not in the second with `- `, the others with `+ `; equal ends are left out. */
export function lineDiff(before: string, after: string): string {
  const [old, next] = [before.split('\n'), after.split('\n')];
  const limit = Math.min(old.length, next.length);
  let start = 0;
  while (start < limit && old[start] === next[start]) start++;
  let end = 0;
  while (end < limit - start && old.at(-1 - end) === next.at(-1 - end)) end++;
  const lines = [
    `@@ line ${start + 1} @@`,
    ...old.slice(start, old.length - end).map((line) => `- ${line}`),
    ...next.slice(start, next.length - end).map((line) => `+ ${line}`),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
