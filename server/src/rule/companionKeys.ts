// Keys of the files beside the rules. Facts: exception, action and connector schemas of the detection-rules repository.
import type { CompanionKind } from './companion';
import { namespaces } from './commonRuleKeys';
import { exceptionListTypes } from './exceptions';
import { keyTable } from './keyTable';
import type { KeyTable } from './keyTable';
import { metadataKeys } from './metadataKeys';
import type { KeyValue, RuleKey, RuleKeyRow } from './ruleKey';
import type { RuleDocument } from './ruleDocument';
import { ruleKeyTable } from './ruleKeys';
import { stringAt } from './tomlValues';

const shared = ['creation_date', 'updated_date', 'maturity', 'comments', 'deprecation_date'];

/** The metadata that all such files have, as rules have it, and their own. */
function metadata(own: readonly RuleKeyRow[]): readonly RuleKeyRow[] {
  return [
    { ...only('metadata'), description: 'Facts about the file itself.' },
    ...shared.map((name) => ({ ...only(`metadata.${name}`) })),
    ...own,
  ];
}

function only(path: string): RuleKeyRow {
  return metadataKeys.find((row) => row.path === path) ?? { path, type: 'any', description: '' };
}

function need(path: string, type: RuleKeyRow['type'], description: string): RuleKeyRow {
  return { path, type, description, requiredFor: 'all' };
}

function may(path: string, type: RuleKeyRow['type'], description: string): RuleKeyRow {
  return { path, type, description };
}

const listTypes: readonly KeyValue[] = exceptionListTypes.map((name) => ({
  name,
  description: {
    detection: 'A list that rules share.',
    rule_default: 'The list of one rule.',
    endpoint: 'A list for the endpoint, not for the detection engine.',
  }[name],
}));

const entryTypes: readonly KeyValue[] = [
  { name: 'match', description: 'The field has the value.' },
  { name: 'match_any', description: 'The field has one of the values.' },
  { name: 'exists', description: 'The field has a value.' },
  { name: 'list', description: 'The field has a value of a value list.' },
  { name: 'wildcard', description: 'The field matches a pattern with `*` and `?`.' },
  { name: 'nested', description: 'One object of the field satisfies all entries below.' },
];

function entryKeys(parent: string): readonly RuleKeyRow[] {
  return [
    need(`${parent}.field`, 'string', 'Field of the event.'),
    { ...need(`${parent}.type`, 'string', 'How the value is compared.'), values: entryTypes },
    {
      ...need(`${parent}.operator`, 'string', 'Whether the entry holds for what matches.'),
      optionalIn: (table) => stringAt(table, 'type')?.value === 'nested',
      values: [
        { name: 'included', description: 'It holds for what matches.' },
        { name: 'excluded', description: 'It holds for what does not match.' },
      ],
    },
    may(`${parent}.value`, 'string-or-strings', 'The value, or the values of `match_any`.'),
    may(`${parent}.list`, 'table', 'The value list of an entry of type `list`.'),
    need(`${parent}.list.id`, 'string', 'Id of the value list.'),
    need(`${parent}.list.type`, 'string', 'Elasticsearch type of its values.'),
  ];
}

const item = 'exceptions.items';

const exceptionKeys: readonly RuleKeyRow[] = [
  ...metadata([
    need('metadata.list_name', 'string', 'Name of the list.'),
    need('metadata.rule_ids', 'strings', 'Ids of the rules that use the list.'),
    need('metadata.rule_names', 'strings', 'Names of the rules that use the list.'),
  ]),
  need('exceptions', 'tables', 'A list of exceptions and its items.'),
  need('exceptions.container', 'table', 'The list itself.'),
  need('exceptions.container.name', 'string', 'Name of the list.'),
  need('exceptions.container.description', 'string', 'What the list is for.'),
  { ...need('exceptions.container.type', 'string', 'Kind of list.'), values: listTypes },
  may('exceptions.container.list_id', 'string', 'Id of the list for people.'),
  {
    ...may('exceptions.container.namespace_type', 'string', 'Where the list can be used.'),
    values: namespaces,
  },
  may('exceptions.container.tags', 'strings', 'Labels of the list.'),
  may('exceptions.container.meta', 'table', 'Free space, kept by Kibana.'),
  may(item, 'tables', 'What keeps an event from alerting: all entries of one item hold.'),
  need(`${item}.name`, 'string', 'Name of the item.'),
  need(`${item}.description`, 'string', 'Why the item is there.'),
  need(`${item}.list_id`, 'string', 'Id of the list that the item belongs to.'),
  {
    ...need(`${item}.type`, 'string', 'Kind of item.'),
    values: [{ name: 'simple', description: 'The only kind there is.' }],
  },
  need(`${item}.comments`, 'tables', 'Remarks on the item.'),
  need(`${item}.entries`, 'tables', 'Conditions that must all hold.'),
  ...entryKeys(`${item}.entries`),
  may(`${item}.entries.entries`, 'tables', 'Conditions on one object of a nested field.'),
  ...entryKeys(`${item}.entries.entries`),
  may(`${item}.item_id`, 'string', 'Id of the item for people.'),
  {
    ...may(`${item}.namespace_type`, 'string', 'Where the item can be used.'),
    values: namespaces,
  },
  may(`${item}.tags`, 'strings', 'Labels of the item.'),
  may(`${item}.meta`, 'table', 'Free space, kept by Kibana.'),
  may(`${item}.expire_time`, 'any', 'When the item ends to hold.'),
];

const actionTypes = [
  ['.slack', 'Slack, by webhook.'],
  ['.slack_api', 'Slack, by its API.'],
  ['.email', 'An email.'],
  ['.index', 'A document in an Elasticsearch index.'],
  ['.pagerduty', 'PagerDuty.'],
  ['.swimlane', 'Swimlane.'],
  ['.webhook', 'An HTTP request.'],
  ['.servicenow', 'ServiceNow ITSM.'],
  ['.servicenow-itom', 'ServiceNow ITOM.'],
  ['.servicenow-sir', 'ServiceNow SecOps.'],
  ['.jira', 'Jira.'],
  ['.resilient', 'IBM Resilient.'],
  ['.opsgenie', 'Opsgenie.'],
  ['.teams', 'Microsoft Teams.'],
  ['.torq', 'Torq.'],
  ['.tines', 'Tines.'],
  ['.d3security', 'D3 Security.'],
  ['.workflows', 'A workflow of Kibana.'],
  ['.cases', 'A case in Kibana.'],
] as const;

const actionKeys: readonly RuleKeyRow[] = [
  ...metadata([
    need('metadata.rule_id', 'strings', 'Ids of the rules that the actions belong to.'),
    need('metadata.rule_name', 'string', 'Name of the rule.'),
  ]),
  need('actions', 'tables', 'What to do when the rule alerts.'),
  {
    ...need('actions.action_type_id', 'string', 'Kind of connector.'),
    values: actionTypes.map(([name, description]) => ({ name, description })),
  },
  need('actions.group', 'string', 'Group of actions, usually `default`.'),
  need('actions.params', 'table', 'What the connector is given.'),
  may('actions.id', 'string', 'Id of the connector.'),
  may('actions.frequency', 'table', 'How often the action runs.'),
  may('actions.alerts_filter', 'table', 'For which alerts the action runs.'),
];

const connectorKeys: readonly RuleKeyRow[] = [
  ...metadata([
    need('metadata.action_connector_name', 'string', 'Name of the connector.'),
    need('metadata.rule_ids', 'strings', 'Ids of the rules that use the connector.'),
    need('metadata.rule_names', 'strings', 'Names of the rules that use the connector.'),
  ]),
  need('action_connectors', 'tables', 'A connector as Kibana exports it.'),
  need('action_connectors.id', 'string', 'Id of the connector.'),
  need('action_connectors.attributes', 'table', 'Settings of the connector.'),
  may('action_connectors.type', 'string', 'Kind of saved object.'),
  may('action_connectors.managed', 'boolean', 'Whether Elastic manages the connector.'),
  may('action_connectors.references', 'tables', 'Saved objects that the connector refers to.'),
  may('action_connectors.frequency', 'table', 'How often its actions run.'),
];

export const companionKeyTables: Readonly<Record<CompanionKind, KeyTable>> = {
  exceptions: keyTable(exceptionKeys),
  actions: keyTable(actionKeys),
  action_connectors: keyTable(connectorKeys),
};

/** The row of a path in the first kind of file that has it, rules before their companions. */
export function findAnyKey(path: string): RuleKey | undefined {
  const tables = [ruleKeyTable, ...Object.values(companionKeyTables)];
  return tables.map((table) => table.find(path)).find((key) => key !== undefined);
}

/** The keys that a file can have: of a rule's file, or of the kind of companion that it is. */
export function keyTableOf({ companion }: Pick<RuleDocument, 'companion'>): KeyTable {
  return companion === undefined ? ruleKeyTable : companionKeyTables[companion];
}
