// JUnit XML: a test case per rule, failed where it has an error or a warning.
import { isSerious, shownProblem } from './report';
import type { Report, ReportedProblem } from './report';

export function formatJunit({ files, problems }: Report): string {
  const byFile = new Map<string, ReportedProblem[]>();
  for (const problem of problems) {
    const list = byFile.get(problem.file);
    if (list) list.push(problem);
    else byFile.set(problem.file, [problem]);
  }
  // The configuration of a repository is no rule, but what is wrong with it must not get lost.
  const cases = [...new Set([...files, ...byFile.keys()])];
  const failures = cases.filter((file) => byFile.get(file)?.some(isSerious)).length;
  const elements = cases.map((file) => testCase(file, byFile.get(file) ?? []));
  const counts = `tests="${cases.length}" failures="${failures}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="rulewright check" ${counts}>
  <testsuite name="rulewright check" ${counts}>
${elements.join('')}  </testsuite>
</testsuites>
`;
}

function testCase(file: string, problems: readonly ReportedProblem[]): string {
  const serious = problems.filter(isSerious);
  const open = `    <testcase name="${escapeXml(file)}" classname="rulewright" file="${escapeXml(file)}"`;
  if (problems.length === 0) return `${open}/>\n`;
  const [first] = serious;
  const text = escapeXml(problems.map(shownProblem).join('\n'));
  const body = first
    ? `<failure type="${first.code}" message="${escapeXml(first.message)}">${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return `${open}>\n      ${body}\n    </testcase>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** XML 1.0 has no place for most control characters and a few others: they become question marks. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\P{Cc}]|[\p{Cs}\ufffe\uffff]/gu, '?')
    .replace(/[&<>"\t\n\r]/g, (character) => entities[character] ?? character);
}
