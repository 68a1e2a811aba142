// Checks that read queries of some languages: of rules in others they say nothing, so these need not ask them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checks } from '../../../server/src/checks';
import { knownTables } from '../../../server/src/checks/knownTables';
import { queryLanguages } from '../../../server/src/rule/rule';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { checkContext } from '../../../server/src/services/checkContext';

/** By language: what is wrong in every way that its checks look for. */
const queries: Readonly<Record<string, string>> = {
  kuery:
    'event.category: proces and process.nmae: "a*" and not (not source.ip: 10.*) and host.name: (a or A or a or *b) or x OR source.port: y',
  lucene: 'event.category:proces and process.nmae:"a*" AND source.ip:10.* OR host.name:*b cmd',
  eql: 'sequence with maxspan=9h [proces where process.nmae == "a*" and a == 1 and a == 1] [any where source.ip : "x" and file.path : "C:\\temp"]',
  esql: 'from logs-* | wehre process.nmae == "a*" | stats count(*)',
};

describe('checks by language', () => {
  for (const language of queryLanguages) {
    const type = language === 'eql' || language === 'esql' ? language : 'query';
    const text = `[metadata]\n\n[rule]\ntype = "${type}"\nlanguage = "${language}"\nfrom = "now-5m"\nquery = '''\n${queries[language] ?? ''}\n'''\n`;
    const document = parseRule(text);
    const input = { document, tables: knownTables(document), context: checkContext() };
    const codes = (isOwn: boolean): readonly string[] =>
      checks
        .filter(({ languages }) => languages?.includes(language) === isOwn)
        .filter(({ run }) => run(input).length > 0)
        .map(({ code }) => code);

    it(`${language}: its own say something, others nothing`, () => {
      assert.ok(codes(true).length > 0);
      assert.deepEqual(codes(false), []);
    });
  }
});
