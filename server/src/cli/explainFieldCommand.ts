// `rulewright explain-field`: what a document field is and how a query matches it.
import type { JsonObject } from '../events/event';
import { parseRule } from '../rule/ruleDocument';
import { dataSetWords } from '../services/dataSetWords';
import { explainField } from '../services/fieldExplanation';
import type { FieldExplanation, UnknownField } from '../services/fieldExplanation';
import { clausesOf, eventCodesIn } from '../services/kqlClauses';
import type { WorkspaceFields } from '../services/knowledge';
import type { FileSystem } from '../workspace/fileSystem';
import { loadTypes } from '../workspace/typeSources';
import { oneOf, readArguments } from './arguments';
import { runBatch } from './batch';
import { UsageError } from './command';
import type { Command } from './command';
import { plainText, section, wrapped } from './plainText';

export const explainFieldCommand: Command = {
  name: 'explain-field',
  summary: 'tell what a document field is and how it matches',
  help: `rulewright explain-field FIELD [--rule FILE] [--format text|json]
rulewright explain-field --batch [--rule FILE]

Prints type, meaning, multi-fields, allowed values, the Windows events that carry the field, and
what trips people up.

  --rule FILE         list the events that this rule asks for first; in a detection-rules checkout
                      its schemas decide about types, matched to the rule
  --format text       for reading (the default)
  --format json       {"field","name","type","description","source","matching",...}; for a field that
                      is not known {"field","unknown":true,"nearest":[...]}
  --batch             read {"field":...} lines on stdin, write one JSON answer a line, in order

Exit code: 0 known (and always for --batch), 1 not known, 2 wrong usage or unreadable input.
`,
  async run(args, io) {
    const options = readArguments(args, { rule: 'text', format: 'text', batch: 'flag' });
    const format = oneOf('format', options.text('format') ?? 'text', ['text', 'json']);
    const rule = options.text('rule');
    const known = rule === undefined ? nothing : knowledgeOf(rule, io.files);
    const [field, second] = options.positionals;
    if (options.flag('batch')) {
      if (field !== undefined) throw new UsageError('--batch takes its fields from stdin');
      await runBatch(io, (input) => answerLine(input, known), refuse);
      return 0;
    }
    if (field === undefined) throw new UsageError('explain-field needs a FIELD');
    if (second !== undefined) throw new UsageError('explain-field takes one FIELD');
    const answer = explainField(field, known.asked, known.fields);
    await io.out(format === 'json' ? `${JSON.stringify(answer)}\n` : textOf(answer));
    return 'unknown' in answer ? 1 : 0;
  },
};

/** What a rule tells about fields. */
interface Known {
  /** Event codes that its query asks for. */
  readonly asked: readonly string[];
  readonly fields?: WorkspaceFields;
}

const nothing: Known = { asked: [] };

/** Throws FileError. */
function knowledgeOf(rulePath: string, files: FileSystem): Known {
  const document = parseRule(files.readText(rulePath));
  const { types, ownNames } = loadTypes({ rulePath }, document, files);
  return {
    asked: eventCodesIn(clausesOf(document.query)),
    fields: { find: (name) => types.find(name), names: ownNames },
  };
}

function answerLine({ field }: JsonObject, { asked, fields }: Known): unknown {
  return typeof field === 'string'
    ? explainField(field, asked, fields)
    : refuse('"field" is not a text');
}

function refuse(error: string): unknown {
  return { error };
}

function textOf(answer: FieldExplanation | UnknownField): string {
  return 'unknown' in answer ? unknownText(answer) : knownText(answer);
}

function unknownText({ field, nearest }: UnknownField): string {
  const guess = nearest.length === 0 ? '' : ` Near: ${nearest.join(', ')}.`;
  return `${field} is not in the catalogue.${guess}\n`;
}

const sources: Readonly<Record<FieldExplanation['source'], string>> = {
  ecs: 'Elastic Common Schema',
  windows: 'Windows events',
  endpoint: 'Elastic Defend',
  integration: 'integrations',
  explicit: 'your setting',
  mapping: 'mapping',
  schema: 'workspace schema',
};

function knownText(field: FieldExplanation): string {
  const {
    multiFields = [],
    allowedValues = [],
    events = [],
    pitfalls = [],
    example,
    origin,
  } = field;
  const siblings = multiFields.map(({ name, type }) => `${name} (${type})`);
  const parts = [
    `${field.name}  ${field.type}  (${sources[field.source]}${origin === undefined ? '' : ` ${origin}`})`,
    wrapped(plainText(field.description)),
    field.isArray === true ? 'Holds a list; one matching value is enough.' : '',
    field.parent === undefined ? '' : `Indexes the values of ${field.parent} in another way.`,
    siblings.length === 0 ? '' : wrapped(`Also indexed as ${siblings.join(', ')}.`),
    section('How it matches', field.matching.map(plainText)),
    section(
      'Carried by',
      events.map(({ code, title, channel }) => `${code} ${title} (${channel})`),
    ),
    wrapped(plainText(dataSetWords(field.name))),
    section('Mind', pitfalls.map(plainText)),
    section(
      'Values',
      allowedValues.map(({ name, description }) => `${name}: ${plainText(description)}`),
    ),
    example === undefined ? '' : `Example: ${example}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
