// Checks of a rule's times and fields, row by row.
import {
  rule,
  query,
  eql,
  esql,
  newTerms,
  history,
  threshold,
  pairs,
  testRows,
} from '../../support/checkRows';
import type { CheckRows } from '../../support/checkRows';

const rows: CheckRows = {
  'wide-overlap': {
    found: [
      rule('from = "now-20m"\ninterval = "5m"'),
      rule('from = "now-1d"'),
      rule('from = "now-1d/d"\ninterval = "5m"'),
      rule('from = "now-1M"\ninterval = "7d"'),
    ],
    quiet: [
      rule('from = "now-19m"\ninterval = "5m"'),
      rule('interval = "1m"'),
      rule('from = "now-1d/d"\ninterval = "12h"'),
      rule('from = "now-1M"\ninterval = "8d"'),
    ],
  },
  'new-terms-overlap': {
    found: [newTerms('a: b', '"user.id"', 'from = "now-10m"\n')],
    quiet: [
      newTerms('a: b', '"user.id"', 'from = "now-9m"\n'),
      newTerms('a: b', '"user.id"', 'from = "now-20m"\ninterval = "15m"\n'),
      query('a: b', 'from = "now-10m"\n'),
    ],
  },
  'window-end': {
    found: [
      rule('from = "now-9m"\nto = "now-9m"'),
      rule('from = "now-9m"\nto = "now-1h"'),
      rule('to = "now-6m"'),
      rule('from = "now-9m"\nto = "now+1m"'),
      rule('from = "now-9m"\nto = "now-1M"'),
      rule('from = "now"'),
      rule('from = "now+5m"'),
      rule('from = "now-20d"\nto = "now-1M"'),
    ],
    quiet: [
      rule('from = "now-9m"\nto = "now"'),
      rule('from = "now-2h"\nto = "now-1h"'),
      rule('from = "now-30d"\nto = "now-1M"'),
      rule('from = "now-9m"\nto = "now/m"'),
      rule('from = "now/d"'),
      rule('from = "now-1h/h"\nto = "now"'),
    ],
  },
  'timestamp-override': {
    found: [
      query('a: b'),
      query('a: b', 'index = ["endgame-*"]\n'),
      eql('process where true'),
      query('a: b', 'timestamp_override = "@timestamp"\n'),
    ],
    quiet: [
      query('a: b', 'timestamp_override = "event.ingested"\n'),
      eql('sequence [process where true] [file where true]'),
      eql('/* why */ // more\nsample by host.id [process where true] [file where true]'),
      rule('type = "query"\nlanguage = "lucene"\nquery = "a:b"'),
      esql('from logs-*'),
    ],
  },
  'history-window': {
    found: [
      history('now-5m'),
      history('now-14'),
      history('14 d'),
      history('now-1h', 'from = "now-1h"\n'),
      history('now-3600s', 'from = "now-1h"\n'),
      history('now/d', 'from = "now-9m"\n'),
      history('now-1M', 'from = "now-30d"\n'),
      history('now-1M', 'from = "now-60d"\n'),
    ],
    quiet: [
      history('now-14d'),
      history('now-1h', 'from = "now-59m"\n'),
      history('now-3601s', 'from = "now-1h"\n'),
      history('now-1M'),
      history('now-1d/d', 'from = "now-9m"\n'),
      history('now-2d/d', 'from = "now-1d/d"\n'),
      history('now-2M', 'from = "now-1M"\n'),
    ],
  },
  maxspan: {
    found: [
      eql('sequence with maxspan=1h [a where true] [b where true]', 'from = "now-9m"\n'),
      eql('sequence with maxspan=20m [a where true] [b where true]', 'from = "now-30m"\n'),
    ],
    quiet: [
      eql('sequence with maxspan=2m [a where true] [b where true]', 'from = "now-9m"\n'),
      eql(
        'sequence with maxspan=20m [a where true] [b where true]',
        'from = "now-30m"\ninterval = "10m"\n',
      ),
      eql('process where true', 'from = "now-9m"\n'),
    ],
  },
  'cardinality-field': {
    found: [
      threshold('"host.id"', 'host.id'),
      threshold('"host.id", "user.id"', 'user.id'),
      `${threshold('"host.id"', 'user.id')}[[rule.threshold.cardinality]]\nfield = "source.ip"\nvalue = 3\n`,
    ],
    quiet: [threshold('"host.id"', 'user.id'), threshold('', 'user.id')],
  },
  'fixed-new-term': {
    found: [
      newTerms('event.action: added and user.id: *', '"event.action"'),
      newTerms('event.action: (added)', '"event.action", "user.id"'),
      newTerms('a: b and (c: d and event.action: "x y")', '"event.action"'),
    ],
    quiet: [
      newTerms('event.action: (added or removed)', '"event.action"'),
      newTerms('event.action: add*', '"event.action"'),
      newTerms('not event.action: added', '"event.action"'),
      newTerms('event.action: added or a: b', '"event.action"'),
      newTerms('event.action: added', '"user.id"'),
      query('event.action: added'),
    ],
  },
  'absent-new-term': {
    found: [
      newTerms('not user.id: *', '"user.id"'),
      newTerms('a: b and not user.id: *', '"host.id", "user.id"'),
    ],
    quiet: [
      newTerms('user.id: *', '"user.id"'),
      newTerms('not user.id: a*', '"user.id"'),
      newTerms('a: b or not user.id: *', '"user.id"'),
      newTerms('not user.id: *', '"host.id"'),
      query('not user.id: *'),
    ],
  },
  'esql-group-field': {
    found: [
      esql('from logs-* | stats c = count(*) by user.id', 'host.id'),
      esql('from logs-* | where host.id == "a" | stats c = count(*) by user.id', 'host.id'),
      esql('from logs-* | stats c = count(*) by user.id.x', 'user.id'),
      esql('from logs-* // Esql.a\n| keep *', 'Esql.a'),
    ],
    quiet: [
      esql('from logs-* | stats c = count(*) by user.id', 'user.id'),
      esql('from logs-* | STATS c = count(*) BY `user.id`', 'user.id'),
      esql('from logs-* | stats Esql.c = count(*) | eval Esql.d = Esql.c + 1', 'Esql.d'),
      esql('from logs-* | stats c = count(*) by user.id | enrich hosts on user.id', 'host.id'),
      esql('from logs-* | stats c = values(a) | dissect a "%{host.id} x"', 'host.id'),
      esql('from logs-* | keep user.id', 'host.id'),
      esql('from logs-* | inline stats c = count(*) by user.id', 'host.id'),
    ],
  },
  'indicator-entries': {
    found: [pairs(true), pairs(undefined, true), pairs(false, true)],
    quiet: [pairs(undefined), pairs(false), pairs()],
  },
  'rule-field': {
    found: [
      rule('type = "query"\ntimestamp_override = "event.ingestd"'),
      rule('type = "esql"\ntimestamp_override = "event.ingestd"'),
      rule('type = "machine_learning"\nrule_name_override = "hots.name"'),
    ],
    quiet: [
      rule('type = "query"\ntimestamp_override = "event.ingested"'),
      rule('type = "query"\nrule_name_override = "acme.name"'),
      rule('type = "esql"\nrule_name_override = "hots.name"'),
    ],
  },
  'group-field-type': {
    found: [
      newTerms('a: b', '"message"'),
      newTerms('a: b', '"process.parent"'),
      newTerms('a: b', '"process.command_line.text"'),
      threshold('"host.id"', 'message'),
      query('a: b', 'alert_suppression = { group_by = ["process"] }\n'),
    ],
    quiet: [
      newTerms('a: b', '"process.parent.name"'),
      newTerms('a: b', '"acme.thing"'),
      threshold('"source.ip"', 'destination.port'),
      rule('type = "esql"\nalert_suppression = { group_by = ["process"] }\n'),
    ],
  },
  'repeated-field': {
    found: [rule('index = ["a", "b", "a"]'), rule('threat_index = ["a", "a"]')],
    quiet: [rule('index = ["a", "A"]'), rule('index = ["a", "-a*", "a"]')],
  },
};

testRows(rows);
