// Cuts an ES|QL query into tokens. Grammar: EsqlBaseLexer.g4 of Elasticsearch, as far as conditions need it.
import type { RuleQuery } from '../../rule/ruleDocument';
import { keepLast } from '../../text/oncePer';

export interface EsqlToken {
  /** `word`: a keyword or a whole dotted name; `text`: quoted; `bad`: nothing that ES|QL knows. */
  readonly kind: 'word' | 'text' | 'number' | 'sign' | 'bad';
  readonly text: string;
  readonly start: number;
}

const blank = /(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const text = /"""[^]*?"""{1,3}|"(?:\\.|[^"\\\n])*"/y;
const number = /\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])/y;
/** Names may hold wildcards behind their first letter, and stand in backquotes in parts; `?x` is a parameter. */
const word = /\?{0,2}(?:[A-Za-z_@]\w*|`(?:[^`]|``)*`)(?:\.(?:[\w@*]+|`(?:[^`]|``)*`))*\*?/y;
const sign = /::|==|!=|=~|<=|>=|\/(?!\*)|[-=<>+*%,()[\]{}|:?.;]/y;

/** Several checks ask for the same. */
export const tokensOf = keepLast(({ text: query }: RuleQuery) => esqlTokens(query));

/** All tokens up to the end, or up to and including the first bad one. */
function esqlTokens(query: string): readonly EsqlToken[] {
  const tokens: EsqlToken[] = [];
  for (let at = skip(query, 0); at < query.length; at = skip(query, at)) {
    const { kind, pattern } = kindAt(query, at);
    const end = endOf(pattern, query, at);
    if (end === at) {
      tokens.push({ kind: 'bad', text: badText(query, at), start: at });
      return tokens;
    }
    tokens.push({ kind, text: query.slice(at, end), start: at });
    at = end;
  }
  return tokens;
}

function skip(query: string, at: number): number {
  const code = query.charCodeAt(at);
  // Letters, digits and most signs.
  return code > slash && code < 128 ? at : endOf(blank, query, at);
}

const [doubleQuote, slash, nine, question, at, zed] = [34, 47, 57, 63, 64, 122];

/** What a token that begins there can be. */
function kindAt(
  query: string,
  from: number,
): { readonly kind: EsqlToken['kind']; readonly pattern: RegExp } {
  const code = query.charCodeAt(from);
  if (code === doubleQuote) return ofText;
  if (code > slash && code <= nine) return ofNumber;
  const isLetter = code >= at && code <= zed && !'[\\]^'.includes(query.charAt(from));
  if (isLetter || (code === question && endOf(word, query, from) > from)) return ofWord;
  return ofSign;
}

const ofText = { kind: 'text', pattern: text } as const;
const ofNumber = { kind: 'number', pattern: number } as const;
const ofWord = { kind: 'word', pattern: word } as const;
const ofSign = { kind: 'sign', pattern: sign } as const;

/** The same place where the pattern does not fit. */
function endOf(pattern: RegExp, query: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(query) ? pattern.lastIndex : from;
}

/** An open text up to the end of its line, anything else by one character. */
function badText(query: string, from: number): string {
  if (query.startsWith('"', from)) return /.*/.exec(query.slice(from))?.[0] ?? '"';
  return query.startsWith('/*', from) ? '/*' : String.fromCodePoint(query.codePointAt(from) ?? 32);
}
