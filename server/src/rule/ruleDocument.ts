// One rule file, parsed once: what every check, editor feature and run works on.
import { parseKql } from '../kql/parse';
import type { KqlParseResult } from '../kql/ast';
import type { EqlParseResult } from '../eql/ast';
import { parseEql } from '../eql/parse';
import type { LuceneParseResult } from '../lucene/ast';
import { parseLucene } from '../lucene/parse';
import { lineStarts } from '../text/lineIndex';
import type { Problem } from '../text/problem';
import type { TomlDocument, TomlString, TomlTable } from '../toml/ast';
import { parseToml, parseTomlBytes } from '../toml/parse';
import { companionKind } from './companion';
import type { CompanionKind } from './companion';
import { looksLikeRule } from './looksLikeRule';
import { readRule } from './readRule';
import { queryLanguages } from './rule';
import type { QueryLanguage, Rule, RuleType } from './rule';
import { stringNodeAt, tableAt } from './tomlValues';

export interface RuleDocument {
  readonly text: string;
  /** Offsets at which the lines start. */
  readonly lineStarts: readonly number[];
  readonly toml: TomlDocument;
  /** The content is a detection rule (or the beginning of one). */
  readonly isRule: boolean;
  /** The content is a file of exceptions, actions or connectors as a rules repository has them. */
  readonly companion: CompanionKind | undefined;
  readonly rule: Rule;
  readonly query: RuleQuery | undefined;
  /** `threat_query` of a threat_match rule. */
  readonly threatQuery: RuleQuery | undefined;
  /** Of the TOML and the query parsers, in file order. Checks add theirs. */
  readonly problems: readonly Problem[];
}

/** A query and its place. */
export interface RuleQuery {
  /** Decoded. */
  readonly text: string;
  readonly node: TomlString;
  /** As written, else what the rule type implies; undefined where the written one is unknown or not of that type. */
  readonly language: QueryLanguage | undefined;
  /** KQL only; spans are file offsets. */
  readonly parsed: KqlParseResult | undefined;
  /** Lucene only; spans are file offsets. */
  readonly lucene: LuceneParseResult | undefined;
  /** EQL only, unless it is blank; spans are file offsets. */
  readonly eql: EqlParseResult | undefined;
}

/** Parses a rule file: its text, or its bytes, which may be no text. Never throws; any input gives a document. */
export function parseRule(source: string | Uint8Array): RuleDocument {
  const toml = typeof source === 'string' ? parseToml(source) : parseTomlBytes(source);
  const { text } = toml;
  const table = tableAt(toml.root, 'rule');
  const rule = readRule(table);
  const query = readQuery(table, { query: 'query', language: 'language' }, rule.type?.value);
  const threatQuery = readQuery(
    table,
    { query: 'threat_query', language: 'threat_language' },
    rule.type?.value,
  );
  const problems = [...toml.problems, ...problemsOf(query), ...problemsOf(threatQuery)].sort(
    (a, b) => a.span.start - b.span.start,
  );
  const isRule = looksLikeRule(toml);
  const companion = isRule ? undefined : companionKind(toml);
  let lines: readonly number[] | undefined;
  return {
    text,
    // Most files have nothing to show a line of.
    get lineStarts() {
      return (lines ??= lineStarts(text));
    },
    toml,
    isRule,
    companion,
    rule,
    query,
    threatQuery,
    problems,
  };
}

function problemsOf(query: RuleQuery | undefined): readonly Problem[] {
  return (query?.parsed ?? query?.lucene ?? query?.eql)?.problems ?? [];
}

/** The query of the document that holds the offset (a cursor directly at its end included). */
export function queryAt(document: RuleDocument, offset: number): RuleQuery | undefined {
  return [document.query, document.threatQuery].find(
    (query) => query && query.node.inner.start <= offset && offset <= query.node.inner.end,
  );
}

function readQuery(
  table: TomlTable | undefined,
  keys: { readonly query: string; readonly language: string },
  type: RuleType | undefined,
): RuleQuery | undefined {
  const node = stringNodeAt(table, keys.query);
  if (!node) return undefined;
  const written = table?.entries.has(keys.language)
    ? stringNodeAt(table, keys.language)?.value
    : impliedLanguage(type);
  const language = fits(type, written) ? queryLanguage(written) : undefined;
  const parsed = language === 'kuery' ? parseKql(node.value, node.map) : undefined;
  const lucene = language === 'lucene' ? parseLuceneQuery(node) : undefined;
  const eql =
    language === 'eql' && node.value.trim() !== '' ? parseEql(node.value, node.map) : undefined;
  return { text: node.value, node, language, parsed, lucene, eql };
}

/** Kibana takes a query of blanks as the empty one, whatever they are. */
function parseLuceneQuery({ value, map }: TomlString): LuceneParseResult {
  return value.trim() === '' ? parseLucene('', map) : parseLucene(value, map);
}

function queryLanguage(word: string | undefined): QueryLanguage | undefined {
  return queryLanguages.find((language) => language === word);
}

/** Which of the two is meant cannot be told otherwise, and the text is not judged by the wrong grammar. */
function fits(type: RuleType | undefined, language: string | undefined): boolean {
  const own = impliedLanguage(type);
  return (
    type === undefined ||
    (own === 'kuery' ? language !== 'eql' && language !== 'esql' : language === own)
  );
}

/** Kibana's default where a rule names no language. */
function impliedLanguage(type: RuleType | undefined): QueryLanguage {
  return type === 'eql' || type === 'esql' ? type : 'kuery';
}
