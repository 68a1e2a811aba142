// timeline: id and title of a timeline template that do not belong together.
import { timelineTemplates as templates } from '../../catalog/timelineTemplates';
import { stringAt, tableAt } from '../../rule/tomlValues';
import type { Located } from '../../rule/rule';
import { nearest } from '../../text/nearest';
import type { Check, CheckInput, Finding } from '../check';
import { addPair } from '../pairEdits';

export const timeline: Check = {
  code: 'timeline',
  severity: 'warning',
  doc: '`timeline_id` and `timeline_title` stand together and name one of the templates that Elastic ships.',
  needsWholeFile: true,
  run: findTimeline,
};

function findTimeline({ document }: CheckInput): readonly Finding[] {
  const rule = tableAt(document.toml.root, 'rule');
  const [id, title] = [stringAt(rule, 'timeline_id'), stringAt(rule, 'timeline_title')];
  if (id && title) return [...mismatch(id, title), ...unknownId(id, title)];
  const only = id ?? title;
  if (!only) return [];
  const [has, lacks] = id
    ? (['timeline_id', 'timeline_title'] as const)
    : (['timeline_title', 'timeline_id'] as const);
  const other = id ? templates.get(id.value) : idOf(title?.value);
  const pair = { key: lacks, value: JSON.stringify(other), below: has };
  const fixes = other === undefined ? [] : addPair(document, rule, pair, `Add \`${lacks}\``);
  return [{ message: `\`${has}\` needs \`${lacks}\` beside it.`, span: only.span, fixes }];
}

function mismatch(id: Located<string>, title: Located<string>): readonly Finding[] {
  const known = templates.get(id.value);
  if (known === undefined || known === title.value) return [];
  return [
    {
      message: `The template \`${id.value}\` has the title "${known}".`,
      span: title.span,
      related: [{ span: id.span, message: 'The id' }],
      fixes: [
        {
          title: `Change the title to "${known}"`,
          edits: [{ span: title.span, text: `"${known}"` }],
          isSafe: false,
        },
      ],
    },
  ];
}

/** The repository knows no templates of one's own; whoever has some switches the check off there. */
function unknownId(id: Located<string>, title: Located<string>): readonly Finding[] {
  if (templates.has(id.value)) return [];
  const message = `No template of Elastic has the id \`${id.value}\`.`;
  const guess = idOf(title.value) ?? nearest(id.value, templates.keys());
  if (guess === undefined)
    return [{ message: `${message} The repository takes no others.`, span: id.span }];
  return [
    {
      message: `${message} Did you mean \`${guess}\`?`,
      span: id.span,
      fixes: [
        {
          title: `Change to \`${guess}\``,
          edits: [{ span: id.span, text: `"${guess}"` }],
          isSafe: false,
        },
      ],
    },
  ];
}

function idOf(title: string | undefined): string | undefined {
  return [...templates].find(([, known]) => known === title)?.[0];
}
