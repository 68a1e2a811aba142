// What the tables of keys demand, row by row: keys, types, values and numbers on both sides of each limit.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemsOf } from '../../support/checkFixes';

const rule = (inside: string, metadata = ''): string =>
  `[metadata]\n${metadata}\n[rule]\n${inside}\n`;
const typed = (type: string, inside: string): string => rule(`type = "${type}"\n${inside}`);
const suppression = (inside: string): string =>
  rule(`[rule.alert_suppression]\nmissing_fields_strategy = "suppress"\n${inside}`);
const osquery = (mapping: string): string =>
  `[rule]\ntype = "query"\n[[transform.osquery]]\nlabel = "a"\nquery = "b"\necs_mapping = ${mapping}\n`;
const lists = (container: string, item = ''): string =>
  `[metadata]\nlist_name = "a"\n[[exceptions]]\n[exceptions.container]\n${container}\n[[exceptions.items]]\n${item}\n`;
const actions = (inside: string): string =>
  `[metadata]\nrule_name = "a"\n[[actions]]\naction_type_id = ".slack"\n${inside}\n`;
const connectors = (inside: string): string =>
  `[metadata]\naction_connector_name = "a"\n[[action_connectors]]\nid = "a"\n${inside}\n`;

const ml = 'type = "machine_learning"\nanomaly_threshold = 1\nmachine_learning_job_id = "a"\n';

type Row = readonly [code: string, wrong: readonly string[], right: readonly string[]];

/** Each wrong text has the problem once, each right one not at all. */
const rows: Readonly<Record<string, Row>> = {
  'free tables of metadata': [
    'wrong-type',
    [rule('', 'extended = "a"')],
    [rule('', 'extended = { a = 1 }'), rule('[metadata.extended]\na = { b = 1 }')],
  ],
  'what is in free tables': [
    'unknown-key',
    [],
    [rule('', 'extended = { a = 1 }'), rule('[[rule.actions]]\na = 1\n[rule.meta]\nb = 1')],
  ],
  'lists of tables': [
    'wrong-type',
    ['filters', 'actions', 'response_actions', 'threat_filters'].map((key) =>
      rule(`${key} = ["a"]`),
    ),
    ['filters', 'actions', 'response_actions', 'threat_filters'].flatMap((key) => [
      rule(`${key} = []`),
      rule(`${key} = [{ a = 1 }]`),
      rule(`[[rule.${key}]]\na = 1`),
    ]),
  ],
  'a free table of a rule': [
    'wrong-type',
    [rule('meta = "a"')],
    [rule('meta = {}'), rule('[rule.meta]\na = 1')],
  ],
  'texts with something in them': [
    'invalid-value',
    [rule('name = ""'), rule('description = " "'), suppression('group_by = [""]')],
    [rule('name = "a"'), rule('description = "b"'), suppression('group_by = ["host.id"]')],
  ],
  'fields that a rule needs': [
    'missing-key',
    ['name = "a"\ntype = "b"', 'name = "a"\necs = true', 'type = "b"\necs = true'].map((inside) =>
      whole(`[[rule.required_fields]]\n${inside}`),
    ),
    [whole('[[rule.required_fields]]\nname = "a"\ntype = "b"\necs = true')],
  ],
  'packages that a rule needs': [
    'missing-key',
    ['package = "a"', 'version = "1.0.0"\nintegration = "b"'].map((inside) =>
      whole(`[[rule.related_integrations]]\n${inside}`),
    ),
    [whole('[[rule.related_integrations]]\npackage = "a"\nversion = "1.0.0"')],
  ],
  'a reason for the oldest stack': [
    'min-stack-comments',
    [rule('', 'min_stack_version = "9.1.0"\nmin_stack_comments = " "')],
    [rule('', 'min_stack_version = "9.1.0"\nmin_stack_comments = "b"')],
  ],
  'spaces of an exception list': [
    'invalid-value',
    [rule('[[rule.exceptions_list]]\nnamespace_type = "all"')],
    [rule('[[rule.exceptions_list]]\nnamespace_type = "agnostic"')],
  ],
  'an exception list without a key': [
    'missing-key',
    [whole('[[rule.exceptions_list]]\nid = "a"\nnamespace_type = "single"\ntype = "detection"')],
    [
      whole(
        '[[rule.exceptions_list]]\nid = "a"\nlist_id = "b"\nnamespace_type = "single"\ntype = "detection"',
      ),
    ],
  ],
  'keys of some types': [
    'unknown-key',
    [typed('esql', 'data_view_id = "a"'), typed('machine_learning', 'data_view_id = "a"')],
    [typed('eql', 'data_view_id = "a"'), typed('machine_learning', 'filters = []')],
  ],
  'filters without a query': [
    'missing-key',
    [
      whole('type = "query"\nlanguage = "kuery"\nfilters = []'),
      whole('type = "eql"\nlanguage = "eql"\n[[rule.filters]]'),
    ],
    [whole('type = "query"\nlanguage = "kuery"\n[[rule.filters]]')],
  ],
  'what fields of ECS take from osquery': [
    'unknown-key',
    [osquery('{ "host.id" = { feild = "a" } }')],
    [osquery('{ "host.id" = { field = "a" }, x = { value = "b" } }')],
  ],
  'types of what they take': [
    'wrong-type',
    [osquery('"a"'), osquery('{ "host.id" = "a" }'), osquery('{ a = { field = 1 } }')],
    [osquery('{}'), osquery('{ a = { value = ["b", "c"] } }')],
  ],
  'lists of companions': [
    'missing-key',
    [
      '[metadata]\ncreation_date = "2026/01/01"\nupdated_date = "2026/01/01"\nlist_name = "a"\nrule_ids = []\nrule_names = []\n',
      '[metadata]\ncreation_date = "2026/01/01"\nupdated_date = "2026/01/01"\nrule_id = ["a"]\nrule_name = "b"\n',
      '[metadata]\ncreation_date = "2026/01/01"\nupdated_date = "2026/01/01"\naction_connector_name = "a"\nrule_ids = []\nrule_names = []\n',
    ],
    ['[metadata]\ncreation_date = "2026/01/01"\n', '[metadata]\nrule_id = "a"\n'],
  ],
  'free tables of companions': [
    'wrong-type',
    [
      lists('meta = "a"'),
      lists('', 'meta = "a"'),
      lists('', 'comments = ["a"]'),
      actions('params = "a"'),
      actions('frequency = "a"'),
      actions('alerts_filter = "a"'),
      connectors('attributes = "a"'),
      connectors('frequency = "a"'),
      connectors('managed = "true"'),
      connectors('references = ["a"]'),
    ],
    [
      lists('meta = { a = 1 }', 'meta = {}\ncomments = [{ comment = "a" }]'),
      actions('params = { body = "a" }\nfrequency = {}\nalerts_filter = {}'),
      connectors('attributes = {}\nfrequency = {}\nmanaged = true\nreferences = []'),
    ],
  ],
};

/** With all that every rule has, unless the inside says it. */
function whole(inside: string): string {
  const type = inside.includes('type = "query"') || inside.includes('"eql"') ? '' : ml;
  return `[metadata]
creation_date = "2026/01/01"
updated_date = "2026/01/01"
[rule]
${type}rule_id = "5f1c2d3e-0000-4000-8000-000000000001"
name = "A rule"
author = ["me"]
description = "x"
severity = "low"
risk_score = 21
${inside}
`;
}

const countOf = (code: string, text: string): number =>
  problemsOf(text).filter((problem) => problem.code === code).length;

describe('keys as the schema has them', () => {
  for (const [what, [code, wrong, right]] of Object.entries(rows))
    it(`${what}: ${code}`, () => {
      for (const text of wrong) assert.equal(countOf(code, text), 1, text);
      for (const text of right) assert.equal(countOf(code, text), 0, text);
    });
});
