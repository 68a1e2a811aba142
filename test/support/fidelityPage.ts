// docs/fidelity.md as it follows from the table of behaviours.
import type { FidelityRow } from '../../server/src/engine/fidelityRows';

const head = `# Fidelity

How close a run comes to what Kibana and Elasticsearch would do, behaviour by behaviour. This page follows from
\`server/src/engine/fidelityRows.ts\`, and a test compares the two.

- **exact**: the same answer, shown by the tests that are named.
- **approximated**: close, and a run that touches it says so: \`fidelity: approximated\` with the reason.
- **not evaluated**: not part of a run; where it would change the result, the run ends with its place and reason.

An exact run still rests on the types of your fields. The run tells where each of them comes from; a mapping of your
own indices (\`--mapping\`, setting \`rulewright.fieldTypes\`) is better than the built-in catalogue.
`;

export function fidelityPage(rows: readonly FidelityRow[]): string {
  const topics = [...new Set(rows.map(({ topic }) => topic))];
  const parts = topics.map((topic) => {
    const lines = rows.filter((row) => row.topic === topic).map(lineOf);
    return `\n## ${topic}\n\n| Behaviour | Level | Instead, and shown by |\n| --- | --- | --- |\n${lines.join('\n')}\n`;
  });
  return head + parts.join('');
}

function lineOf({ behaviour, level, instead, tests }: FidelityRow): string {
  const links = tests.map(([file, title]) => `[${title}](../${file})`).join(', ');
  const last = [instead, links].filter(Boolean).join('. ');
  return `| ${behaviour} | ${level} | ${last} |`;
}
