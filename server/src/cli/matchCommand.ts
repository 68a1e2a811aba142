// `rulewright match`: does a query match a document, one document after the other.
import * as fieldCatalog from '../catalog/fieldCatalog';
import { freeTextWords } from '../checks/query/freeText';
import { compileKql } from '../engine/compileKql';
import { compileLucene } from '../engine/compileLucene';
import { explicitTypes, layeredTypes, parseFieldTypes } from '../engine/fieldTypeLayers';
import type { CompiledQuery, FieldTypes, Matcher } from '../engine/matcher';
import type { JsonObject, JsonValue } from '../events/event';
import { formatOf, readEvents } from '../events/readEvents';
import { plainJson } from '../events/spelledNumber';
import { isObject } from '../events/toEvent';
import { parseKql } from '../kql/parse';
import { parseLucene } from '../lucene/parse';
import { clausesIn } from '../services/kqlClauses';
import { FileError } from '../workspace/fileSystem';
import { loadTypes } from '../workspace/typeSources';
import { readArguments, timeArgument } from './arguments';
import type { Arguments } from './arguments';
import { runBatch } from './batch';
import { UsageError } from './command';
import type { Command, ExitCode, Io } from './command';
import { typeOptions, typeOptionsHelp, typeSourcesOf } from './typeOptions';

export const matchCommand: Command = {
  name: 'match',
  summary: 'tell for each document whether a query matches it',
  help: `rulewright match QUERY --events FILE... [--language kuery|lucene] [--field-types FILE.json]
                 [--now ISO]
rulewright match --batch

Prints a line per document: true, false, or {"error":...} where Elasticsearch would refuse the
search (or the line holds no document).

  --events FILE...        samples: NDJSON, JSON array, search response, bulk body, Discover CSV,
                          pipeline fixture; each also gzipped
  --language NAME         kuery (KQL, the default) or lucene
${typeOptionsHelp}  --now ISO               what \`now\` in the query means (default: the present)
  --batch                 read {"query":...,"language":...,"fieldTypes":...,"document":...} lines
                          on stdin, write {"result":true|false|{"error":...}} lines; fieldTypes,
                          where given, is the whole mapping: other fields are not mapped

Exit code: 0 done (and always for --batch), 1 some document has an error, 2 wrong usage or
unreadable input.
`,
  async run(args, io) {
    const options = readArguments(args, {
      events: 'list',
      ...typeOptions,
      language: 'text',
      now: 'text',
      batch: 'flag',
    });
    const time = options.text('now');
    const now = time === undefined ? io.now() : timeArgument('now', time);
    if (!options.flag('batch')) return matchFiles(options, now, io);
    if (options.positionals.length > 0)
      throw new UsageError('--batch takes its queries from stdin');
    const compile = cachedCompiler();
    await runBatch(
      io,
      (input) => ({ result: answerLine(input, compile, now) }),
      (error) => ({
        result: { error },
      }),
    );
    return 0;
  },
};

async function matchFiles(options: Arguments, now: number, io: Io): Promise<ExitCode> {
  const [query, second] = options.positionals;
  const paths = options.list('events');
  if (query === undefined) throw new UsageError('match needs a QUERY');
  if (second !== undefined) throw new UsageError('match takes one QUERY; put it in quotes');
  if (paths.length === 0) throw new UsageError('match needs --events FILE');
  const { types } = loadTypes(typeSourcesOf(options, io), undefined, io.files);
  const language = options.text('language') ?? 'kuery';
  const compiled = compileText(query, language, types);
  if (language === 'kuery') for (const note of freeTextNotes(query)) io.err(note);
  let hasError = 'error' in compiled;
  let count = 0;
  for (const path of paths)
    for (const verdict of verdicts(path, { compiled, now }, io)) {
      count++;
      if (typeof verdict === 'object') hasError = true;
      await io.out(`${JSON.stringify(verdict)}\n`);
    }
  // Without documents there was no line to say it.
  if (count === 0 && 'error' in compiled) io.err(`rulewright: ${compiled.error}\n`);
  return hasError ? 1 : 0;
}

/** What the check of rules says of clauses without a field, most likely an accident. */
function freeTextNotes(query: string): readonly string[] {
  const { root, error } = parseKql(query);
  return error
    ? []
    : clausesIn(root).flatMap(({ kind, field, span }) => {
        const text = query.slice(span.start, span.end);
        return kind === 'is' && field === undefined
          ? [`warning free-text: ${freeTextWords(text, text)}\n`]
          : [];
      });
}

type Verdict = boolean | { readonly error: string };

/** In the order of the file, broken lines included. */
function* verdicts(
  path: string,
  { compiled, now }: { readonly compiled: Compiled; readonly now: number },
  { files }: Io,
): Generator<Verdict> {
  const sample = files.openSample(path);
  const format = formatOf(sample);
  if (format.kind === 'unreadable') throw new FileError(`${path}: ${format.message}`);
  const broken: Verdict[] = [];
  const events = readEvents(sample, ({ file, line, message }) => {
    broken.push({ error: `${file}:${line}: ${message}` });
  });
  for (const { source } of events) {
    yield* broken.splice(0);
    yield verdictOf(compiled, source, now);
  }
  yield* broken;
}

/** A matcher, or why there is none. */
type Compiled = Matcher | { readonly error: string };
type Compile = (query: string, language: string, fieldTypes: JsonValue | undefined) => Compiled;

function answerLine(input: JsonObject, compile: Compile, now: number): Verdict {
  const { query, language = 'kuery', fieldTypes, document } = input;
  if (typeof query !== 'string') return { error: '"query" is not a text' };
  if (typeof language !== 'string') return { error: '"language" is not a text' };
  if (!isObject(document)) return { error: '"document" is not an object' };
  return verdictOf(compile(query, language, fieldTypes), document, now);
}

function verdictOf(compiled: Compiled, source: JsonObject, now: number): Verdict {
  return 'error' in compiled ? { error: compiled.error } : compiled.matches(source, now);
}

/** Batches tend to ask one query of many documents: the last one is kept. */
function cachedCompiler(): Compile {
  let lastKey = '';
  let last: Compiled = { error: '' };
  return (query, language, fieldTypes) => {
    const key = JSON.stringify([query, language, fieldTypes ?? null]);
    if (key !== lastKey) {
      const types = fieldTypes === undefined ? typesOf({}) : mappingOf(plainValue(fieldTypes));
      last = typeof types === 'string' ? { error: types } : compileText(query, language, types);
      lastKey = key;
    }
    return last;
  };
}

/** With plain numbers alone. */
function plainValue(value: JsonValue): JsonValue {
  return plainJson({ value })['value'] ?? null;
}

/** A closed mapping: a document of a batch comes with all its types. */
function mappingOf(json: JsonValue): FieldTypes | string {
  const explicit = parseFieldTypes(json);
  return explicit.ok ? explicitTypes(explicit.types) : explicit.message;
}

/** Explicit types over the catalogue. */
function typesOf(json: JsonValue): FieldTypes | string {
  const explicit = parseFieldTypes(json);
  return explicit.ok ? layeredTypes(explicit.types, fieldCatalog) : explicit.message;
}

function compileText(query: string, language: string, types: FieldTypes): Compiled {
  const compiled = compileIn(language, query, types);
  if (typeof compiled === 'string') return { error: compiled };
  if (compiled.kind === 'matcher') return compiled.matcher;
  return { error: compiled.failures.map(({ message }) => message).join(' ') };
}

function compileIn(language: string, query: string, types: FieldTypes): CompiledQuery | string {
  if (language === 'kuery') {
    const { root, error } = parseKql(query);
    return error?.message ?? compileKql(root, types);
  }
  if (language !== 'lucene') return `language ${language} is not evaluated here`;
  const { root, error } = parseLucene(query);
  return error?.message ?? compileLucene(root, types);
}
