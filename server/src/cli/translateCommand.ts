// `rulewright translate`: the Elasticsearch search that Kibana sends for a rule or a query.
import type { FieldTypes } from '../engine/matcher';
import {
  detectionTimeZone,
  knownFieldsView,
  translateKql,
  translateLucene,
  translateRule,
} from '../engine/translate';
import type { Translation } from '../engine/translate';
import { parseKql } from '../kql/parse';
import { noRuleText } from '../rule/notRule';
import { parseRule } from '../rule/ruleDocument';
import { positionAt } from '../text/lineIndex';
import { FileError, readSource } from '../workspace/fileSystem';
import { loadTypes } from '../workspace/typeSources';
import { oneOf, readArguments, timeArgument } from './arguments';
import type { Arguments } from './arguments';
import { runBatch } from './batch';
import { UsageError } from './command';
import type { Command, ExitCode, Io } from './command';
import { translateLine } from './translateBatch';
import { typeOptions, typeOptionsHelp, typeSourcesOf } from './typeOptions';

const languages = ['kuery', 'lucene'] as const;

export const translateCommand: Command = {
  name: 'translate',
  summary: 'print the Elasticsearch search that Kibana sends',
  help: `rulewright translate RULE [--now ISO] [--format dsl]
rulewright translate QUERY [--language kuery|lucene] [--format dsl]
rulewright translate --batch

Of a RULE file prints {"query":...}: query, filters and rule window of one execution. Sorting,
paging, exception lists and the aggregations of the rule type are not part of it. Of a QUERY
prints its clause alone, as the detection engine sends it.

  --now ISO         the time of the execution (default: the present)
  --language NAME   kuery (KQL, the default) or lucene, for a QUERY
  --format dsl      the query DSL (the default, and so far the only one)
${typeOptionsHelp}  --batch           read {"query":...,"language":...,"fields":[...],"config":{...}} lines on
                    stdin, write {"ok":true,"dsl":...} or {"ok":false,"error":{"message":...}}
                    lines; fields are those of a data view,
                    {"name","type","esTypes"?,"nested"?,"scripted"?}, without them no field has a
                    type; config knows dateFormatTZ, nestedIgnoreUnmapped and allowLeadingWildcards

Exit code: 0 translated (and always for --batch), 1 Kibana would refuse it, or it is not sent as
a search of the query DSL, 2 wrong usage or unreadable input.
`,
  async run(args, io) {
    const options = readArguments(args, {
      format: 'text',
      language: 'text',
      now: 'text',
      batch: 'flag',
      ...typeOptions,
    });
    oneOf('format', options.text('format') ?? 'dsl', ['dsl']);
    const language = oneOf('language', options.text('language') ?? 'kuery', languages);
    const [what, second] = options.positionals;
    if (options.flag('batch')) {
      if (what !== undefined) throw new UsageError('--batch takes its queries from stdin');
      await runBatch(io, (input) => translateLine(input, language), refuse);
      return 0;
    }
    if (what === undefined) throw new UsageError('translate needs a RULE or a QUERY');
    if (second !== undefined) throw new UsageError('translate takes one QUERY; put it in quotes');
    if (isRuleFile(what, io)) return translateFile(what, options, io);
    const { types } = loadTypes(typeSourcesOf(options, io), undefined, io.files);
    const translation =
      language === 'lucene'
        ? { ok: true as const, dsl: translateLucene(what), notes: [] }
        : translateQuery(what, types);
    return print(translation, (offset) => `query:${(offset ?? 0) + 1}`, io);
  },
};

function refuse(message: string): unknown {
  return { ok: false, error: { message } };
}

/** What ends in `.toml` is meant as a file, also where none is. */
function isRuleFile(what: string, { files }: Io): boolean {
  return files.kindOf(what) === 'file' || what.endsWith('.toml');
}

async function translateFile(file: string, options: Arguments, io: Io): Promise<ExitCode> {
  if (options.text('language') !== undefined)
    throw new UsageError('--language is for a QUERY; a RULE says its language itself');
  const time = options.text('now');
  const now = time === undefined ? io.now() : timeArgument('now', time);
  const document = parseRule(readSource(file, io.files));
  if (!document.isRule) throw new FileError(noRuleText(file, document.toml));
  const sources = { ...typeSourcesOf(options, io), rulePath: file };
  const { types } = loadTypes(sources, document, io.files);
  const place = (offset: number): string => {
    const { line, character } = positionAt(document.lineStarts, offset);
    return `${file}:${line + 1}:${character + 1}`;
  };
  return print(
    translateRule(document, types, now),
    (offset) => (offset === undefined ? file : place(offset)),
    io,
  );
}

function translateQuery(query: string, types: FieldTypes): Translation {
  const parsed = parseKql(query);
  const view = knownFieldsView(parsed.root, types);
  return translateKql(parsed, view, { timeZone: detectionTimeZone });
}

/** `place` names the offset of a failure, or the whole. */
async function print(
  translation: Translation,
  place: (offset: number | undefined) => string,
  io: Io,
): Promise<ExitCode> {
  if (!translation.ok) {
    const { code, message, span } = translation.failure;
    io.err(`${place(span?.start)}: error ${code}: ${message}\n`);
    return 1;
  }
  await io.out(`${JSON.stringify(translation.dsl, undefined, 2)}\n`);
  io.err(translation.notes.map((note) => `note: ${note}\n`).join(''));
  return 0;
}
