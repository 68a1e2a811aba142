// Codes of the problems that the parsers report. They cannot be silenced: what cannot be read does not load.

/** With one sentence for the documentation each. */
export const parserCodes: readonly { readonly code: string; readonly doc: string }[] = [
  { code: 'toml-syntax', doc: 'The file is not valid TOML at this place.' },
  { code: 'toml-encoding', doc: 'The file is not valid UTF-8 at this place.' },
  { code: 'toml-duplicate-key', doc: 'A key or table is defined twice, which TOML forbids.' },
  { code: 'kql-syntax', doc: 'Kibana cannot read the KQL query from this place on.' },
  {
    code: 'kql-leading-wildcard',
    doc: 'A value begins with a wildcard where that is switched off.',
  },
  { code: 'kql-too-deep', doc: 'The query nests deeper than can be evaluated.' },
  {
    code: 'lucene-syntax',
    doc: 'Elasticsearch cannot read the Lucene query from this place on.',
  },
  { code: 'lucene-too-deep', doc: 'The Lucene query nests deeper than can be evaluated.' },
  { code: 'eql-syntax', doc: 'Elasticsearch cannot read the EQL query from this place on.' },
  {
    code: 'settings-file',
    doc: 'The file `rulewright.toml` states what is no setting of ours.',
  },
  {
    code: 'repository-config',
    doc: 'The configuration of the rule repository cannot be read, or names what is not there.',
  },
];
