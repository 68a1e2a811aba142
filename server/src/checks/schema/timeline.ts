// timeline: id and title of a timeline template that do not belong together.
import { stringAt, tableAt } from '../../rule/tomlValues';
import type { Located } from '../../rule/rule';
import { nearest } from '../../text/nearest';
import type { Fix } from '../../text/problem';
import type { Check, CheckInput, Finding } from '../check';
import { insertLineBelow } from '../lines';

export const timeline: Check = {
  code: 'timeline',
  severity: 'warning',
  doc: '`timeline_id` and `timeline_title` stand together and name the same template.',
  needsWholeFile: true,
  run: findTimeline,
};

/** The templates that Elastic ships, by id. Ids and titles: `schemas/definitions.py` of the detection-rules repository. */
const templates: ReadonlyMap<string, string> = new Map([
  ['db366523-f1c6-4c1f-8731-6ce5ed9e5717', 'Generic Endpoint Timeline'],
  ['91832785-286d-4ebe-b884-1a208d111a70', 'Generic Network Timeline'],
  ['76e52245-7519-4251-91ab-262fb1a1728c', 'Generic Process Timeline'],
  ['495ad7a7-316e-4544-8a0f-9c098daee76e', 'Generic Threat Match Timeline'],
  ['4d4c0b59-ea83-483f-b8c1-8c360ee53c5c', 'Comprehensive File Timeline'],
  ['e70679c2-6cde-4510-9764-4823df18f7db', 'Comprehensive Process Timeline'],
  ['300afc76-072d-4261-864d-4149714bf3f1', 'Comprehensive Network Timeline'],
  ['3e47ef71-ebfc-4520-975c-cb27fc090799', 'Comprehensive Registry Timeline'],
  ['3e827bab-838a-469f-bd1e-5e19a2bff2fd', 'Alerts Involving a Single User Timeline'],
  ['4434b91a-94ca-4a89-83cb-a37cdc0532b7', 'Alerts Involving a Single Host Timeline'],
]);

/** A template of one's own is Kibana's business: only what is nearly one of Elastic's is taken for a mistake. */
function findTimeline({ document }: CheckInput): readonly Finding[] {
  const rule = tableAt(document.toml.root, 'rule');
  const [id, title] = [stringAt(rule, 'timeline_id'), stringAt(rule, 'timeline_title')];
  if (id && title) return [...mismatch(id, title), ...nearlyKnown(id)];
  const only = id ?? title;
  if (!only) return [];
  const [has, lacks] = id ? ['timeline_id', 'timeline_title'] : ['timeline_title', 'timeline_id'];
  const other = id ? templates.get(id.value) : idOf(title?.value);
  const fix: readonly Fix[] =
    other === undefined
      ? []
      : [
          {
            title: `Add \`${lacks}\``,
            edits: [insertLineBelow(document.text, only.span, `${lacks} = "${other}"`)],
            isSafe: false,
          },
        ];
  return [{ message: `\`${has}\` needs \`${lacks}\` beside it.`, span: only.span, fixes: fix }];
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

function nearlyKnown(id: Located<string>): readonly Finding[] {
  const guess = templates.has(id.value) ? undefined : nearest(id.value, templates.keys());
  if (guess === undefined) return [];
  return [
    {
      message: `No template of Elastic has the id \`${id.value}\`. Did you mean \`${guess}\`?`,
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
