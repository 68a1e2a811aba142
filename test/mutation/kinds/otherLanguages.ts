// Mistakes in queries in EQL and ES|QL.
import { eqlParts } from '../../../server/src/checks/query/eqlClauses';
import { findField } from '../../../server/src/catalog/fieldCatalog';
import { drawn, replaced, sourceAt, swapped } from '../mistake';
import type { MistakeKind, Mutant, Original } from '../mistake';

type Language = 'eql' | 'esql';

/** What a match becomes; undefined leaves it as it is. */
type Change = (match: RegExpExecArray, original: Original) => string | undefined;

type InQuery = (name: string, from: RegExp, to: Change) => MistakeKind;

/** Changes one of the places of a query that fit, drawn; the code must report it. */
const inQuery =
  (language: Language, code: string): InQuery =>
  (name, from, to) => ({
    name: `${language}: ${name}`,
    codes: [code],
    mutate: (original) => changeQuery(original, { language, from, to }),
  });

function changeQuery(
  original: Original,
  {
    language,
    from,
    to,
  }: { readonly language: Language; readonly from: RegExp; readonly to: Change },
): Mutant | undefined {
  const { query } = original.document;
  if (query?.language !== language || query.node.quote !== "'''") return undefined;
  const { inner } = query.node;
  const places = [...sourceAt(original, inner).matchAll(new RegExp(from, 'g'))].flatMap((match) => {
    const text = to(match, original);
    return text === undefined || text === match[0] ? [] : [{ match, text }];
  });
  const chosen = drawn(original.random, places);
  if (!chosen) return undefined;
  const start = inner.start + chosen.match.index;
  return replaced(original, { start, end: start + chosen.match[0].length }, chosen.text);
}

const eql = inQuery('eql', 'eql-syntax');
const esql = inQuery('esql', 'esql-syntax');

/** A condition more at the end of a query of one event. */
function moreEql(name: string, code: string, condition: string): MistakeKind {
  return {
    name: `eql: ${name}`,
    codes: [code],
    mutate(original) {
      const { query } = original.document;
      const parts = eqlParts(original.document);
      const isPlain =
        parts?.events.length === 1 && !/^\s*(?:sequence|sample)|\|/.test(query?.text ?? '|');
      if (!query || !isPlain || query.node.quote !== "'''") return undefined;
      const { inner } = query.node;
      const source = sourceAt(original, inner);
      return replaced(original, inner, source.replace(/(where\s)([^]*)$/, `$1($2) ${condition}\n`));
    },
  };
}

const misspelt: Change = ([name], { random }) => {
  const changed = swapped(name, random);
  return findField(name) && findField(changed) === undefined ? changed : undefined;
};

const word =
  (from: string, to: string): Change =>
  () =>
    to.replace('$', from);

export const otherLanguageMistakes: readonly MistakeKind[] = [
  eql('closing bracket missing', /\)(?=[^)\]]*$)/, () => ''),
  eql('closing bracket of an event missing', /\](?=[^\]]*$)/, () => ''),
  eql('closing quote missing', /("[^"\n\\]+)",/, ([, text = '']) => `${text},`),
  eql('single quotes', /"([^"'\n\\]+)"/, ([, text = '']) => `'${text}'`),
  eql('one equals sign', /(?<=\w )== /, () => '= '),
  eql('operator in capitals', /(?<=\s)(?:and|or|not)(?=\s)/, ([operator]) =>
    operator.toUpperCase(),
  ),
  eql('operator misspelt', /(?<=\s)and(?=\s)/, word('and', 'adn')),
  eql('operator missing', /" and (?=\w)/, () => '" '),
  eql('operators of C', /(?<=\s)and(?=\s)/, word('and', '&&')),
  eql('operator at the end', /\s*$/, () => ' and\n'),
  eql('comma missing', /", "/, () => '" "'),
  eql('comma behind the last value', /"\)/, () => '",)'),
  eql('list in square brackets', / in \(("[^()]*")\)/, ([, list = '']) => ` in [${list}]`),
  eql('test for null as in SQL', /!= null/, () => 'is not null'),
  eql('where misspelt', /(?<=\s)where(?=\s)/, word('where', 'wehre')),
  eql('function misspelt', /\b(?:cidrmatch|startsWith|stringContains)(?=\()/i, ([name]) =>
    name.slice(0, -1),
  ),
  eql('path with one backslash', /\\\\(?=[A-Z])/, () => '\\'),
  eql('time without a unit', /(maxspan\s*=\s*\d+)[smhd]/, ([, start = '']) => start),
  eql('time with an unknown unit', /(maxspan\s*=\s*\d+)m\b/, ([, start = '']) => `${start}in`),
  eql('open comment', /(?<=\s)and(?=\s)/, word('and', '/* and')),
  eql('query in KQL', /^[^]*$/, () => 'process.name: "cmd.exe" and user.name: a*\n'),
  inQuery('eql', 'unknown-field')(
    'field misspelt',
    /\b[a-z]+(?:\.\w+)+(?=\s*(?:==|!=|:|in\b))/,
    misspelt,
  ),
  inQuery('eql', 'ecs-value')(
    'type of event misspelt',
    /(event\.type\s*(?:==|:)\s*")start(?=")/,
    ([, field = '']) => `${field}strat`,
  ),
  inQuery('eql', 'ecs-value')(
    'system in capitals',
    /(host\.os\.type\s*==\s*")(?:windows|linux)(?=")/,
    ([all, field = '']) =>
      field + all.slice(field.length).replace(/^./, (letter) => letter.toUpperCase()),
  ),
  inQuery('eql', 'quoted-wildcard')(
    'wildcard behind ==',
    /(process\.name == "\w+)[^"*]*"/,
    ([, start = '']) => `${start}*"`,
  ),
  moreEql('text on a number', 'value-type', 'and destination.port == "443"'),
  moreEql('address that is none', 'value-type', 'and not destination.ip == "10.0.0.300"'),
  moreEql('wildcard on an address', 'value-type', 'and not destination.ip : "10.*"'),
  moreEql(
    'range of addresses that is none',
    'value-type',
    'and cidrMatch(source.ip, "10.0.0.0/40")',
  ),
  moreEql('two values at once', 'contradiction', 'and process.name == "a" and process.name == "b"'),
  moreEql('a condition twice', 'duplicate-clause', 'and user.id == "1" and user.id == "1"'),
  moreEql('path with a tab', 'control-character', 'and not file.path : "C:\\temp"'),
  esql('command misspelt', /\| (?:where|eval|stats|keep)(?=\s)/i, ([command], { random }) =>
    swapped(command.toLowerCase(), random),
  ),
  esql('pipe missing', /\n\s*\| (?=(?:where|eval|stats|keep)\s)/i, () => '\n  '),
  esql('two pipes', /\n\s*\| (?=(?:where|eval|keep)\s)/i, () => '\n| | '),
  esql('pipe at the end', /\s*$/, () => '\n|\n'),
  esql('one equals sign', /(?<=where [\w.]+ )== /i, () => '= '),
  esql('operators of C', /(?<=\s)and(?=\s)/, word('and', '&&')),
  esql('operator misspelt', /(?<="\s)and(?=\s[a-z])/, word('and', 'adn')),
  esql('single quotes', /"([^"'\n\\]+)"(?!")/, ([, text = '']) => `'${text}'`),
  esql('closing quote missing', /(?<!")("[\w.]+)"\)/, ([, text = '']) => `${text})`),
  esql('comma missing', /", "/, () => '" "'),
  esql('closing bracket missing', /\)(?=\s*\n\s*\|)/, () => ''),
  esql(
    'function misspelt',
    /\b(?:count_distinct|to_lower|date_trunc|coalesce|values)(?=\()/i,
    ([name]) => name.slice(0, -2) + name.slice(-1),
  ),
  esql('query in KQL', /^[^]*$/, () => 'process.name: "cmd.exe" and user.name: a*\n'),
  inQuery('esql', 'unknown-field')(
    'field misspelt',
    /(?<=where\s)[a-z]+(?:\.\w+)+(?=\s*==)/i,
    misspelt,
  ),
  inQuery('esql', 'unknown-field')(
    'column misspelt',
    /(?<=where )Esql\.[a-z_]{6,}/i,
    ([name], { random }) => swapped(name, random),
  ),
  inQuery('eql', 'value-type')(
    'list parted by or',
    /in \("([^"]*)", "/,
    ([, text = '']) => `in ("${text}" or "`,
  ),
  inQuery('eql', 'value-type')('True for true', /(?<=== )true\b/, () => 'True'),
  inQuery('eql', 'dataset-package')(
    'data set misspelt',
    /(?<=dataset == "\w+\.)(?:cloudtrail|audit|system|auditlogs|signinlogs)(?=")/,
    ([name]) => name.slice(0, -2) + name.slice(-1),
  ),
  moreEql('block of addresses on a text', 'address-block', 'and source.address == "10.0.0.0/8"'),
  moreEql('path with slashes', 'path-separator', 'and not file.path : "C:/temp/x"'),
  inQuery('esql', 'quoted-wildcard')(
    'wildcard behind ==',
    /(?<=== ")(\w+)(?=")/,
    ([text]) => `${text}*`,
  ),
  inQuery('esql', 'index-pattern')(
    'data set misspelt',
    /(?<=from logs-\w+\.)(?:cloudtrail|audit|auditlogs|signinlogs)(?=-\*)/i,
    ([name]) => name.slice(0, -2) + name.slice(-1),
  ),
  inQuery('esql', 'index-pattern')(
    'comma between indices missing',
    /(?<=from \S+),\s*(?=logs-)/i,
    () => ' ',
  ),
];
