// empty-query
import { describe, it } from 'node:test';
import { checkProblems } from '../../support/checkFeatures';

const check = (body: string): void => {
  checkProblems('empty-query', `[metadata]\n[rule]\n${body}`);
};

describe('empty-query', () => {
  it('marks a query of blanks', () => {
    check(`query = ""
        ^^ error empty-query
`);
    check(`language = "kuery"
query = '''
        ^^^ error empty-query

'''
`);
    check(`type = "eql"
query = " "
        ^^^ error empty-query
`);
  });

  it('accepts one beside filters, in KQL rules of others than Elastic', () => {
    check('query = ""\n[[rule.filters]]\n');
    check('author = ["me"]\nlanguage = "kuery"\nquery = ""\n[[rule.filters]]\n');
    check('type = "query"\nlanguage = "kuery"\n[[rule.filters]]\n');
    check(`author = ["Elastic"]
query = ""
        ^^ error empty-query
[[rule.filters]]
`);
    check(`language = "lucene"
query = ""
        ^^ error empty-query
[[rule.filters]]
`);
    check(`query = ""
        ^^ error empty-query
filters = []
`);
    check(`type = "esql"
query = ""
        ^^ error empty-query
[[rule.filters]]
`);
  });

  it('marks the header where filters alone do not do', () => {
    for (const why of ['author = ["Elastic"]', 'language = "lucene"'])
      checkProblems(
        'empty-query',
        `[metadata]
[rule]
^^^^^^ error empty-query
type = "query"
${why}
[[rule.filters]]
`,
      );
    check('type = "machine_learning"\nauthor = ["Elastic"]\n[[rule.filters]]\n');
  });

  it('is silent on a query, and on one that is not closed yet', () => {
    check('query = "a"\n');
    check("query = '''\n");
  });
});
