// Every behaviour of Kibana that a run touches: exact, approximated or not evaluated. docs/fidelity.md is this table.

export interface FidelityRow {
  readonly topic: string;
  readonly behaviour: string;
  readonly level: 'exact' | 'approximated' | 'not evaluated';
  /** Of what is not exact: what happens instead. */
  readonly instead?: string;
  /** Of what is approximated: code and a part of the warning with which the run says so. */
  readonly warning?: readonly [code: string, words: string];
  /** Test file, and the title of the test (or group of tests) there that shows it. */
  readonly tests: readonly (readonly [file: string, title: string])[];
}

type Test = FidelityRow['tests'][number];

/** Rows of one topic: what is exact, with its tests. */
function exact(topic: string, rows: readonly (readonly [string, ...Test[]])[]): FidelityRow[] {
  return rows.map(([behaviour, ...tests]) => ({ topic, behaviour, level: 'exact', tests }));
}

interface Approximated extends Pick<FidelityRow, 'topic' | 'behaviour' | 'tests'> {
  readonly instead: string;
  readonly warning: readonly [string, string];
}

function approximated(row: Approximated): FidelityRow {
  return { ...row, level: 'approximated' };
}

function notEvaluated(topic: string, behaviour: string, instead: string): FidelityRow {
  return { topic, behaviour, level: 'not evaluated', instead, tests: [] };
}

const engine = (file: string, title: string): Test => [`test/unit/engine/${file}.test.ts`, title];
const fieldType = (file: string, title: string): Test => engine(`fieldTypes/${file}`, title);

const queries = 'Queries';
const types = 'Field types';
const sources = 'Where types come from';
const rules = 'Rules and their executions';
const ruleTypes = 'Rule types';
const exceptions = 'Exceptions and filters';
const events = 'Events';

export const fidelityRows: readonly FidelityRow[] = [
  ...exact(queries, [
    [
      'Which KQL queries Kibana accepts, and where it sees the mistake',
      ['test/corpus/kqlVectors.test.ts', 'KQL parse vectors'],
      ['test/unit/kql/parse.test.ts', 'parseKql: problems'],
    ],
    [
      'The Elasticsearch search that a KQL query becomes',
      ['test/corpus/translateVectors.test.ts', 'translate --batch on the vectors'],
    ],
    ['The search of a whole rule: query, filters, window', engine('translate', 'translateRule')],
    ['Nested groups', engine('compileKql', 'nested groups')],
    ['Field name patterns', engine('compileKql', 'field wildcards')],
    ['How query_string cuts a pattern at blanks', engine('queryString', 'cutQueryString')],
    ['`not` is the complement, missing fields included', engine('matchingLaws', 'laws')],
    [
      'Type errors make the rule fail, with the place of the clause',
      fieldType('otherTypes', 'name every clause that does not fit, with its place'),
    ],
    ['Lucene syntax', ['test/unit/lucene/parse.test.ts', 'parseLucene']],
    [
      'What Lucene queries match',
      engine('luceneVerdicts', 'verdicts of Elasticsearch'),
      engine('compileLucene', 'operators'),
    ],
  ]),
  approximated({
    topic: queries,
    behaviour: 'Text without a field (KQL and Lucene)',
    instead:
      'Searched in every keyword, wildcard, text and flattened field; the index setting index.query.default_field is not known',
    warning: ['approximation', 'Text without a field is searched in every'],
    tests: [engine('compileKql', 'says where it searched')],
  }),
  approximated({
    topic: queries,
    behaviour: 'A name pattern that reaches fields whose type refuses the value',
    instead: 'Those fields are passed over; an index that maps one makes the rule fail',
    warning: ['approximation', 'A field pattern of the query also reaches'],
    tests: [engine('compileKql', 'field wildcards')],
  }),
  approximated({
    topic: queries,
    behaviour: 'Patterns on a key of a flattened field, beyond a prefix',
    instead: 'Matched; Elasticsearch may refuse them',
    warning: ['approximation', 'is a key of a flattened field'],
    tests: [
      engine('compileKql', 'says that a pattern on a key of a flattened field may be refused'),
    ],
  }),
  approximated({
    topic: queries,
    behaviour: 'Lucene: fuzzy words',
    instead: 'All texts that are close enough; Elasticsearch stops at the 50 closest of each shard',
    warning: ['approximation', 'A fuzzy search finds every text'],
    tests: [engine('compileLucene', 'notes what fuzzy searches and far phrases leave open')],
  }),
  approximated({
    topic: queries,
    behaviour: 'Lucene: phrases with a slop of 100 and more',
    instead: 'Never from one element of an array to the next',
    warning: ['approximation', 'A phrase with a slop of'],
    tests: [engine('compileLucene', 'notes what fuzzy searches and far phrases leave open')],
  }),
  notEvaluated(
    queries,
    'A type error beside a condition that no document of an index can meet (existence or range on an unmapped field)',
    'The run ends with the place of the error; Elasticsearch leaves such an index out without reading the rest',
  ),
  notEvaluated(queries, 'EQL and ES|QL queries', 'The run ends with that message'),
  ...exact(types, [
    [
      'keyword: whole values, patterns, order of ranges, ignore_above, lowercase normalizer',
      fieldType('keyword', 'keyword'),
      fieldType('keyword', 'keyword wildcards'),
      fieldType('keyword', 'keyword ranges'),
      fieldType('keyword', 'keyword with ignore_above'),
      fieldType('keyword', 'keyword with a lower-case normalizer'),
    ],
    [
      'Numbers in keyword fields: the text as JSON spells it (1e3 and 1000.0 are not 1000)',
      fieldType('keyword', 'numbers in keyword fields'),
    ],
    ['wildcard', fieldType('keyword', 'wildcard')],
    ['constant_keyword', fieldType('keyword', 'constant_keyword')],
    [
      'text and match_only_text with the standard analyzer',
      fieldType('text', 'text'),
      fieldType('standardAnalyzer', 'analyze'),
    ],
    ['ip: addresses and CIDR blocks', fieldType('ip', 'ip'), fieldType('ip', 'addresses')],
    [
      'Whole numbers and fractions at the precision of their type, scaled_float included',
      fieldType('number', 'fractions'),
      fieldType('number', 'numbers that do not fit their type are not indexed'),
    ],
    ['Whole numbers beyond 2^53', fieldType('number', 'whole numbers beyond 2^53')],
    ['boolean', fieldType('otherTypes', 'boolean')],
    ['date and date_nanos: rounding, date math, epoch numbers', fieldType('date', 'date')],
    ['version', fieldType('otherTypes', 'version')],
    ['flattened', fieldType('otherTypes', 'flattened')],
    ['Range types', fieldType('otherTypes', 'range types')],
    [
      'Objects and unmapped fields',
      fieldType('otherTypes', 'objects and fields that are not mapped'),
    ],
    ['Multi-fields', fieldType('otherTypes', 'multi-fields')],
    [
      'geo_point, binary: clauses that Elasticsearch refuses',
      fieldType('otherTypes', 'types without search'),
    ],
    ['Arrays, dotted and nested spelling', ['test/unit/events/values.test.ts', 'values at a path']],
  ]),
  approximated({
    topic: types,
    behaviour:
      'Other normalizers and analyzers, null_value, date formats and fields that are not indexed',
    instead: 'Read from a mapping and named; the field is treated as if it had none of them',
    warning: ['field-types', ''],
    tests: [engine('mappingFile', 'a normalizer of the index')],
  }),
  notEvaluated(
    types,
    'Numbers of a query beyond the range of float, half_float and double',
    'The run ends with the place of the clause; versions of Elasticsearch differ on whether they count as infinite',
  ),
  notEvaluated(types, 'Runtime fields and scripts', 'Such fields count as missing from the events'),
  ...exact(sources, [
    [
      'Order: what you say, mappings, the schema of the workspace, the catalogue',
      ['test/unit/workspace/typeSources.test.ts', 'the layers of field types'],
    ],
    [
      "Version of an integration's schema: the newest whose Kibana condition allows the rule's `min_stack_version`, else " +
        'the release being worked on',
      [
        'test/unit/workspace/integrations.test.ts',
        'takes the newest that the stack installs, else the newest',
      ],
    ],
    [
      'Mappings and templates as Elasticsearch prints them',
      engine('mappingFile', 'parseMappingFile'),
    ],
  ]),
  approximated({
    topic: sources,
    behaviour: 'A field whose type nothing tells',
    instead: 'Each value is matched as Elastic would map it on sight: text as keyword',
    warning: ['approximation', 'No type is known for'],
    tests: [engine('compileKql', 'names the fields it had to guess, once')],
  }),
  approximated({
    topic: sources,
    behaviour: "A field of the rule's own settings whose type nothing tells",
    instead: 'As above',
    warning: ['unknown-field', 'is not known'],
    tests: [engine('newTermsRule', 'a field of unknown type is warned of')],
  }),
  ...exact(rules, [
    [
      'The rule window, both ends included',
      engine('queryRule', 'the rule window of one execution'),
    ],
    ['timestamp_override with and without fallback', engine('eventTime', 'event time')],
    [
      'Date math of from, to and history_window_start',
      engine('ruleTime', 'date math of rule settings'),
    ],
    [
      'Executions by the interval, overlap, each alert once',
      engine('executions', 'executions of a replay'),
      engine('replay', 'a replay'),
    ],
    [
      'Windows that make up for missing executions, and the gap that remains',
      engine('executions', 'windows that make up for missing executions'),
      engine('queryRule', 'executions that come late'),
    ],
    [
      'Alerts of the rule itself make no alerts',
      engine('ruleTypeLaws', 'alerts of the rule itself'),
    ],
    ['max_signals', engine('queryRule', 'max_signals'), engine('newTermsRule', 'max_signals')],
    [
      'Index patterns: wildcards, exclusions, remote clusters',
      engine('indexFilter', 'index patterns'),
    ],
    [
      'Index patterns of indicators (threat_index)',
      engine('indexFilter', 'indicators take part by threat_index'),
    ],
    [
      'severity_mapping, risk_score_mapping, rule_name_override, building blocks',
      engine('alertOverrides', 'overrides'),
    ],
  ]),
  approximated({
    topic: rules,
    behaviour: 'data_view_id',
    instead: 'The indices of a data view are known to Kibana only: every event takes part',
    warning: ['data-view', 'whose indices are known to Kibana only'],
    tests: [engine('indexFilter', 'a data view takes all with a note')],
  }),
  approximated({
    topic: rules,
    behaviour: 'Date math in index names',
    instead: 'Events of any date take part',
    warning: ['index-date-math', 'events of any date take part'],
    tests: [engine('indexFilter', 'a date in an index name is noted')],
  }),
  approximated({
    topic: rules,
    behaviour: 'Events that were ingested later than the rule looks back',
    instead: 'Taken as if they had arrived in time',
    warning: ['late-ingestion', 'ingested too late for Kibana'],
    tests: [engine('fidelity', 'a run that touches an approximated behaviour')],
  }),
  approximated({
    topic: rules,
    behaviour: 'Several times in @timestamp or the field of timestamp_override',
    instead:
      'The earliest decides about windows; in Elasticsearch any of them does. (Data streams refuse several values of @timestamp)',
    warning: ['several-timestamps', 'the earliest counts here'],
    tests: [engine('eventTime', 'notes several times of one event')],
  }),
  notEvaluated(
    rules,
    'Executions of a replay that start late',
    'They start on time; several --now place them as you like',
  ),
  ...exact(ruleTypes, [
    ['query', engine('queryRule', 'replay')],
    [
      'new_terms: one to three fields, arrays, history, order under max_signals',
      engine('newTermsRule', 'new terms of one execution'),
      engine('newTermsRule', 'terms by field type'),
      ['test/corpus/newTermsVectors.test.ts', 'new-terms vectors'],
    ],
    ['threshold', engine('thresholdRule', 'a threshold rule')],
    ['threat_match', engine('threatMatchRule', 'a threat_match rule')],
    ['Alert suppression of each type', engine('suppression', 'alert suppression')],
  ]),
  approximated({
    topic: ruleTypes,
    behaviour: 'saved_query',
    instead: 'The query of the rule file stands in for the one that Kibana has saved',
    warning: ['saved-query', 'the query of the rule file stands in for it'],
    tests: [engine('fidelity', 'a run that touches an approximated behaviour')],
  }),
  approximated({
    topic: ruleTypes,
    behaviour: 'threshold: more than 3,000 different values of the cardinality field',
    instead: 'Counted exactly; Elasticsearch estimates',
    warning: ['approximation', 'different values of the cardinality field'],
    tests: [engine('fidelity', 'a run that touches an approximated behaviour')],
  }),
  approximated({
    topic: ruleTypes,
    behaviour: 'threat_match: several values in a mapped field',
    instead: 'Kibana asks from the smaller side, events or indicators; here by the files given',
    warning: ['approximation', 'have several values in a mapped field'],
    tests: [engine('threatMatchRule', 'several values')],
  }),
  notEvaluated(
    ruleTypes,
    'threat_match: mapped fields that hold objects (flattened, ranges)',
    'The run ends with the place of the mapping',
  ),
  notEvaluated(ruleTypes, 'eql, esql, machine_learning', 'The run ends with that message'),
  ...exact(exceptions, [
    ['Exception entries of each kind', engine('exceptions', 'exception entries')],
    ['Items, operating systems, expiry', engine('exceptions', 'exception items')],
    [
      'Value lists that a rule type does not support are ignored',
      engine('exceptions', 'exception items'),
    ],
    ['Filters: negated, disabled, combined', engine('ruleFilters', 'filters of a rule')],
  ]),
  approximated({
    topic: exceptions,
    behaviour: 'Exception lists whose items were not given',
    instead: 'Not applied: Kibana may show fewer alerts',
    warning: ['setting-not-applied', 'are not here and not applied'],
    tests: [
      engine('failures', 'exception lists without items are warned of, endpoint lists are not'),
    ],
  }),
  approximated({
    topic: exceptions,
    behaviour: 'An item that expires between the executions of a replay',
    instead: 'For each event the first execution that sees it decides',
    warning: ['approximation', 'an exception item expires between the executions'],
    tests: [engine('exceptions', 'expire during a replay, with a note')],
  }),
  notEvaluated(
    exceptions,
    'Filters with scripts, geo queries and other kinds that no filter bar makes',
    'The run ends with the place of the filter',
  ),
  notEvaluated(
    exceptions,
    'Endpoint exceptions',
    'They work on the endpoint, not on rules: left out, with a warning',
  ),
  ...exact(events, [
    [
      'NDJSON, JSON array, search response, bulk body, Discover CSV, fixtures, gzip: the same events',
      ['test/unit/events/readEvents.test.ts', 'samples'],
      engine('metamorphic', 'the same alerts'),
    ],
    [
      'Documents that are no UTF-8 are refused',
      ['test/unit/events/readEvents.test.ts', 'names the first byte that is no UTF-8'],
    ],
    [
      'Reading without parsing lines that cannot match gives the same alerts',
      engine('metamorphic', 'the reader that skips'),
    ],
  ]),
  notEvaluated(
    events,
    'Ingest pipelines, runtime enrichment',
    'Events are taken as they are; run a pipeline first and save its output',
  ),
];
