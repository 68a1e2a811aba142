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

  it('accepts one beside filters, in KQL and Lucene', () => {
    check('query = ""\n[[rule.filters]]\n');
    check('language = "lucene"\nquery = ""\nfilters = []\n');
    check(`type = "esql"
query = ""
        ^^ error empty-query
[[rule.filters]]
`);
  });

  it('is silent on a query, and on one that is not closed yet', () => {
    check('query = "a"\n');
    check("query = '''\n");
  });
});
