// `rulewright parse`: the tree of a query, or where and why it is no query.
import type { JsonObject } from '../events/event';
import { toNeutral } from '../kql/neutral';
import { parseKql } from '../kql/parse';
import { luceneToNeutral } from '../lucene/neutral';
import { parseLucene } from '../lucene/parse';
import { assertNever } from '../text/assertNever';
import type { TomlDocument } from '../toml/ast';
import { parseToml, parseTomlBytes } from '../toml/parse';
import { tomlToTestSuite } from '../toml/toTestSuite';
import { oneOf, readArguments } from './arguments';
import { runBatch } from './batch';
import { UsageError } from './command';
import type { Command, Io } from './command';

const languages = ['kuery', 'lucene', 'toml'] as const;
type Language = (typeof languages)[number];

export const parseCommand: Command = {
  name: 'parse',
  summary: 'print the syntax tree of a query, or its error',
  help: `rulewright parse [--language kuery|lucene|toml] QUERY
rulewright parse --language toml -
rulewright parse --batch

Prints {"ok":true,"ast":...} or {"ok":false,"error":{"offset":...,"message":...}}; the offset is
0-based, in UTF-16 units. With --language toml the text is a TOML file (- reads it from
stdin), and the answer {"ok":true,"value":...} holds each scalar as {"type":...,"value":...}.

  --language NAME   kuery (KQL, the default), lucene or toml
  --batch           read {"query":...,"language":...} lines on stdin, write one answer a line

Exit code: 0 accepted (and always for --batch), 1 rejected, 2 wrong usage.
`,
  async run(args, io) {
    const options = readArguments(args, { language: 'text', batch: 'flag' });
    const { positionals } = options;
    const language = oneOf('language', options.text('language') ?? 'kuery', languages);
    if (options.flag('batch')) {
      if (positionals.length > 0) throw new UsageError('--batch takes its queries from stdin');
      await runBatch(io, (input) => answerLine(input, language), refuse);
      return 0;
    }
    const [query, second] = positionals;
    if (query === undefined) throw new UsageError('parse needs a QUERY');
    if (second !== undefined) throw new UsageError('parse takes one QUERY; put it in quotes');
    const isPiped = language === 'toml' && query === '-';
    const answer = isPiped ? answerToml(parseTomlBytes(await readAll(io))) : parse(query, language);
    await io.out(`${JSON.stringify(answer)}\n`);
    return answer.ok ? 0 : 1;
  },
};

type Answer =
  | { readonly ok: true; readonly ast?: unknown; readonly value?: unknown }
  | { readonly ok: false; readonly error: { readonly offset: number; readonly message: string } };

function answerLine(input: JsonObject, fallback: Language): Answer {
  const { query, language = fallback } = input;
  if (typeof query !== 'string') return refuse('"query" is not a text');
  const known = languages.find((candidate) => candidate === language);
  return known
    ? parse(query, known)
    : refuse(`language ${JSON.stringify(language)} is not parsed here`);
}

async function readAll({ input }: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parse(text: string, language: Language): Answer {
  switch (language) {
    case 'kuery': {
      const { root, error } = parseKql(text);
      return error ? rejected(error) : { ok: true, ast: toNeutral(root) };
    }
    case 'lucene': {
      const { root, error } = parseLucene(text);
      return error ? rejected(error) : { ok: true, ast: luceneToNeutral(root) };
    }
    case 'toml':
      return answerToml(parseToml(text));
    default:
      return assertNever(language);
  }
}

function rejected({ offset, message }: Extract<Answer, { ok: false }>['error']): Answer {
  return { ok: false, error: { offset, message } };
}

function answerToml(document: TomlDocument): Answer {
  const problem = document.problems.find(({ severity }) => severity === 'error');
  if (!problem) return { ok: true, value: tomlToTestSuite(document) };
  return { ok: false, error: { offset: problem.span.start, message: problem.message } };
}

function refuse(message: string): Answer {
  return rejected({ offset: 0, message });
}
