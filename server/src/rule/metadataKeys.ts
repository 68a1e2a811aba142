// Keys of `[metadata]` and `[transform]`. Facts: schema of the detection-rules repository.
import type { RuleKeyRow } from './ruleKey';

export const metadataKeys: readonly RuleKeyRow[] = [
  {
    path: 'metadata',
    type: 'table',
    requiredFor: 'all',
    description: 'Facts about the file itself; Kibana never sees them.',
  },
  {
    path: 'metadata.creation_date',
    type: 'date',
    requiredFor: 'all',
    description: 'Day the rule was written, `YYYY/MM/DD`.',
    example: '"2026/03/01"',
  },
  {
    path: 'metadata.updated_date',
    type: 'date',
    requiredFor: 'all',
    description: 'Day of the last change, `YYYY/MM/DD`; not before `creation_date`.',
    example: '"2026/03/15"',
  },
  {
    path: 'metadata.maturity',
    type: 'string',
    values: [
      { name: 'development', description: 'Being written; not released.' },
      { name: 'experimental', description: 'Tried out; not released.' },
      { name: 'beta', description: 'Nearly done; not released.' },
      { name: 'production', description: 'Released with the rule package.' },
      { name: 'deprecated', description: 'Retired; lives in the `_deprecated` folder.' },
    ],
    description: 'How far the rule is. Only `production` rules are released.',
    example: '"production"',
  },
  {
    path: 'metadata.integration',
    type: 'string-or-strings',
    description:
      'Integration packages whose data the rule reads. They decide which field schemas the query is validated against.',
    example: '["windows", "system"]',
  },
  {
    path: 'metadata.min_stack_version',
    type: 'string',
    pattern: { regex: /^\d+\.\d+\.\d+$/, words: 'a version of three numbers, like `9.3.0`' },
    description:
      'Oldest stack that can run the rule. Say why in `min_stack_comments` when it is set.',
    example: '"9.3.0"',
  },
  {
    path: 'metadata.min_stack_comments',
    type: 'string',
    description: 'Reason for `min_stack_version`.',
    example: '"The field was added in 9.3"',
  },
  {
    path: 'metadata.deprecation_date',
    type: 'date',
    description: 'Day the rule was retired, `YYYY/MM/DD`. Deprecated rules only.',
  },
  {
    path: 'metadata.deprecated_reason',
    type: 'string',
    description: 'Why the rule was retired. Deprecated rules only.',
  },
  {
    path: 'metadata.bypass_bbr_timing',
    type: 'boolean',
    description: 'Skips the timing check of building block rules.',
  },
  {
    path: 'metadata.promotion',
    type: 'boolean',
    description: 'The rule turns alerts of another product into Elastic alerts.',
  },
  {
    path: 'metadata.query_schema_validation',
    type: 'boolean',
    description: 'Set to `false` to keep the query from being validated against field schemas.',
  },
  {
    path: 'metadata.os_type_list',
    type: 'strings',
    values: [
      { name: 'windows', description: 'Windows hosts.' },
      { name: 'linux', description: 'Linux hosts.' },
      { name: 'macos', description: 'macOS hosts.' },
    ],
    description: 'Operating systems the rule is about.',
  },
  {
    path: 'metadata.related_endpoint_rules',
    type: 'list',
    description: 'Elastic Endpoint rules that cover the same behaviour.',
  },
  { path: 'metadata.comments', type: 'string', description: 'Notes for other authors.' },
  { path: 'metadata.extended', type: 'table', description: 'Free space for your own metadata.' },
];

function providerKeys(parent: string): readonly RuleKeyRow[] {
  return [
    {
      path: `${parent}.excluded`,
      type: 'boolean',
      requiredFor: 'all',
      description: 'Whether events that fit are left out.',
    },
    {
      path: `${parent}.field`,
      type: 'string',
      requiredFor: 'all',
      description: 'Field of the event.',
    },
    {
      path: `${parent}.queryType`,
      type: 'string',
      requiredFor: 'all',
      values: [
        { name: 'phrase', description: 'The field has the value.' },
        { name: 'range', description: 'The field lies in the range.' },
      ],
      description: 'How the value is compared.',
    },
    {
      path: `${parent}.value`,
      type: 'string',
      requiredFor: 'all',
      description: 'The value; a field of the alert is written `{{process.entity_id}}`.',
    },
    {
      path: `${parent}.valueType`,
      type: 'string',
      requiredFor: 'all',
      values: [
        { name: 'string', description: 'A text.' },
        { name: 'boolean', description: '`true` or `false`.' },
      ],
      description: 'Type of the value.',
    },
  ];
}

export const transformKeys: readonly RuleKeyRow[] = [
  {
    path: 'transform',
    type: 'table',
    description:
      'Investigation helpers that the text of `note` refers to as `$osquery_0` or `$investigate_0` (counted from 0).',
  },
  {
    path: 'transform.osquery',
    type: 'tables',
    description: 'Osquery searches an analyst can run from the guide.',
  },
  {
    path: 'transform.osquery.label',
    type: 'string',
    requiredFor: 'all',
    description: 'Caption of the button in the guide.',
  },
  {
    path: 'transform.osquery.query',
    type: 'string',
    requiredFor: 'all',
    description: 'The osquery SQL.',
  },
  {
    path: 'transform.osquery.ecs_mapping',
    type: 'table',
    description: 'Which ECS field takes which result column or fixed value.',
  },
  {
    path: 'transform.osquery.ecs_mapping.*',
    type: 'table',
    description: 'What the ECS field takes: `field` or `value`.',
  },
  {
    path: 'transform.osquery.ecs_mapping.*.field',
    type: 'string',
    description: 'Column of the result.',
  },
  {
    path: 'transform.osquery.ecs_mapping.*.value',
    type: 'string-or-strings',
    description: 'Fixed value.',
  },
  {
    path: 'transform.investigate',
    type: 'tables',
    description: 'Timeline searches an analyst can open from the guide.',
  },
  {
    path: 'transform.investigate.label',
    type: 'string',
    requiredFor: 'all',
    description: 'Caption of the button in the guide.',
  },
  {
    path: 'transform.investigate.description',
    type: 'string',
    description: 'Longer text beside the caption.',
  },
  {
    path: 'transform.investigate.providers',
    type: 'table-lists',
    requiredFor: 'all',
    description:
      'List of lists of conditions: the inner lists are joined by AND, the outer list by OR.',
  },
  ...providerKeys('transform.investigate.providers'),
  {
    path: 'transform.investigate.relativeFrom',
    type: 'string',
    description: 'Start of the search as date math.',
    example: '"now-48h/h"',
  },
  {
    path: 'transform.investigate.relativeTo',
    type: 'string',
    description: 'End of the search as date math.',
    example: '"now"',
  },
];
