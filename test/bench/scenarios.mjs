// The three runs that are measured, told alike to every contender: as a rule, as SQL, as a jq filter.

/** Field `event.code` of the events that the rules ask for (see generateEvents.mjs). */
const taskQuery =
  'event.category: "iam" and event.code: "4702" and not winlog.event_data.SubjectUserSid: ("S-1-5-18" or "S-1-5-19" or "S-1-5-20") and not user.name: *$';

const newTasks = `[metadata]
creation_date = "2026/01/01"
updated_date = "2026/01/01"

[rule]
name = "Scheduled task updated for the first time"
description = "Made for the bench."
author = ["Bench"]
rule_id = "11111111-1111-4111-8111-111111111111"
license = "MIT"
risk_score = 21
severity = "low"
type = "new_terms"
language = "kuery"
from = "now-9m"
interval = "5m"
query = '''
${taskQuery}
'''

[rule.new_terms]
field = "new_terms_fields"
value = ["winlog.event_data.TaskName"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-14d"
`;

const threads = newTasks
  .replace('type = "new_terms"', 'type = "query"')
  .replace(taskQuery, 'winlog.process.thread.id >= 8955 and not user.name: *$')
  .replace(/\n\[rule\.new_terms\][\s\S]*/, '\n');

const taskColumns =
  `{"@timestamp": 'VARCHAR', event: 'STRUCT(code VARCHAR, category VARCHAR[])', "user": 'STRUCT("name" VARCHAR)', ` +
  `winlog: 'STRUCT(event_data STRUCT(SubjectUserSid VARCHAR, TaskName VARCHAR))'}`;
const threadColumns = `{"user": 'STRUCT("name" VARCHAR)', winlog: 'STRUCT(process STRUCT(thread STRUCT(id BIGINT)))'}`;

const read = (file, columns) =>
  `read_json('${file.replaceAll("'", "''")}', format='newline_delimited', columns=${columns})`;

const taskSql = (file) => `
  with hits as (
    select winlog.event_data.TaskName as task, "@timestamp" as time from ${read(file, taskColumns)}
    where event.code = '4702' and list_contains(event.category, 'iam')
      and coalesce(winlog.event_data.SubjectUserSid not in ('S-1-5-18', 'S-1-5-19', 'S-1-5-20'), true)
      and coalesce("user"."name" not like '%$', true))
  select (select count(*) from hits), (select count(*) from (select task, min(time) from hits group by task))`;

const threadSql = (file) => `
  select count(*) from ${read(file, threadColumns)}
  where winlog.process.thread.id >= 8955 and coalesce("user"."name" not like '%$', true)`;

const noDollar = '((.user.name // "") | endswith("$") | not)';
const taskFilter = `.event.code == "4702" and (.event.category | index("iam")) != null and ((.winlog.event_data.SubjectUserSid // "") | IN("S-1-5-18", "S-1-5-19", "S-1-5-20") | not) and ${noDollar}`;
const threadFilter = `.winlog.process.thread.id >= 8955 and ${noDollar}`;

const systemSids = new Set(['S-1-5-18', 'S-1-5-19', 'S-1-5-20']);
const taskMatches = ({ event, user, winlog }) =>
  event.code === '4702' &&
  event.category.includes('iam') &&
  !systemSids.has(winlog.event_data.SubjectUserSid) &&
  !user.name.endsWith('$');
const threadMatches = ({ user, winlog }) =>
  winlog.process.thread.id >= 8955 && !user.name.endsWith('$');

const tasks = { rule: newTasks, sql: taskSql, filter: taskFilter, matches: taskMatches };

/**
 * `share` of events that hold the rule's literal; `sql` of a file; `filter` for jq's `select`; `matches` for a parsed
 * event.
 */
export const scenarios = [
  { name: 'sparse', share: 0.005, ...tasks },
  { name: 'dense', share: 0.3, ...tasks },
  {
    name: 'no literal',
    share: 0.005,
    rule: threads,
    sql: threadSql,
    filter: threadFilter,
    matches: threadMatches,
  },
];
