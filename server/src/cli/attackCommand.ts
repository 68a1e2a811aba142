// `rulewright attack`: what an ATT&CK id stands for; which techniques rules are mapped to.
import type { AttackCatalog } from '../catalog/attackCatalog';
import type { AttackEdition } from '../catalog/attackEdition';
import { builtInSource } from '../catalog/attackTables';
import type { AttackVersion } from '../catalog/catalogTypes';
import type { JsonObject } from '../events/event';
import { explainAttack } from '../services/attackExplanation';
import type { AttackExplanation, NamedId, UnknownId } from '../services/attackExplanation';
import { coverageOf } from '../services/attackCoverage';
import { toLayer } from '../services/attackLayer';
import { oneOf, readArguments } from './arguments';
import type { Arguments } from './arguments';
import { attackFor, attackOptionHelp, folderOf } from './attackOptions';
import { runBatch } from './batch';
import { UsageError } from './command';
import type { Command, ExitCode, Io } from './command';
import { coverageMarkdown, coverageText } from './coverageText';
import { wrapped } from './plainText';
import { readRules } from './ruleFiles';
import { count } from './words';

const versions = ['18', '19'] as const;
const formats = ['text', 'json', 'markdown'] as const;

export const attackCommand: Command = {
  name: 'attack',
  summary: 'tell what an ATT&CK id is; count rules per technique',
  help: `rulewright attack ID [--format text|json] [--attack FILE]
rulewright attack --batch
rulewright attack --coverage PATH... [--format text|json|markdown]
rulewright attack --layer FILE PATH...

Explains a tactic, technique or sub-technique of MITRE ATT&CK, or an id of MITRE ATLAS. With
--coverage or --layer it counts the rules in files and folders per technique.

${attackOptionHelp(22)}  --attack-version N  18 or 19: the bundle where it is of that version, else the built-in 18.1 or 19
                      (default: the bundle's own version, without a bundle 18.1)
  --format json       {"id","name","version","source","tactics":[{"id","name"}],"parent","status",
                      "replacedBy","summary",...}; source is built-in or the path of the bundle;
                      for an id that is not known {"id","unknown":true,"nearest":[...]}
  --batch             read {"id":...} lines on stdin, write one JSON answer a line, in order
  --coverage PATH...  print the number of rules per tactic and technique
  --layer FILE        write a layer for the ATT&CK Navigator (format 4.5) to FILE; - is stdout

Exit code: 0 known (and always for --batch), 1 not known, 2 wrong usage or unreadable input.
`,
  async run(args, io) {
    const options = readArguments(args, {
      format: 'text',
      attack: 'text',
      'attack-version': 'text',
      layer: 'text',
      coverage: 'list',
      batch: 'flag',
    });
    const named = options.text('attack-version');
    const version = named === undefined ? undefined : oneOf('attack-version', named, versions);
    const layer = options.text('layer');
    const paths = [...options.list('coverage'), ...options.positionals];
    const isOverRules = layer !== undefined || options.list('coverage').length > 0;
    if (layer !== undefined && paths.length === 0)
      throw new UsageError('--layer needs the PATH of rules');
    const attackIn = attackFor(options, io);
    const attack = attackIn(folderOf(isOverRules ? paths[0] : undefined, io));
    const request = { options, attack, version };
    if (options.flag('batch')) return batch(request, io);
    if (layer !== undefined) return writeLayer(layer, paths, request, io);
    return isOverRules ? printCoverage(paths, request, io) : explain(request, io);
  },
};

/** What the answers are about. */
interface Request {
  readonly options: Arguments;
  readonly attack: AttackCatalog;
  /** As asked for by number. */
  readonly version: AttackVersion | undefined;
}

function editionOf({ attack, version }: Request): AttackEdition {
  return version === undefined ? attack.current : attack.edition(version);
}

async function batch({ options, attack, version }: Request, io: Io): Promise<ExitCode> {
  if (options.positionals.length > 0) throw new UsageError('--batch takes its ids from stdin');
  const answer = ({ id }: JsonObject): unknown =>
    typeof id === 'string' ? explainAttack(id, attack, version) : refuse('"id" is not a text');
  await runBatch(io, answer, refuse);
  return 0;
}

function refuse(error: string): unknown {
  return { error };
}

async function explain({ options, attack, version }: Request, io: Io): Promise<ExitCode> {
  const format = oneOf('format', options.text('format') ?? 'text', ['text', 'json']);
  const [id, second] = options.positionals;
  if (id === undefined) throw new UsageError('attack needs an ID, --coverage or --layer');
  if (second !== undefined) throw new UsageError('attack takes one ID');
  const answer = explainAttack(id, attack, version);
  await io.out(format === 'json' ? `${JSON.stringify(answer)}\n` : textOf(answer));
  return 'unknown' in answer ? 1 : 0;
}

async function printCoverage(
  paths: readonly string[],
  request: Request,
  io: Io,
): Promise<ExitCode> {
  const format = oneOf('format', request.options.text('format') ?? 'text', formats);
  const coverage = coverageOf(readRules(paths, io.files), editionOf(request));
  if (format === 'json') await io.out(`${JSON.stringify(coverage)}\n`);
  else await io.out(format === 'text' ? coverageText(coverage) : coverageMarkdown(coverage));
  return 0;
}

async function writeLayer(
  file: string,
  paths: readonly string[],
  request: Request,
  io: Io,
): Promise<ExitCode> {
  const rules = readRules(paths, io.files);
  const layer = toLayer(coverageOf(rules, editionOf(request)), 'Detection rules');
  const text = `${JSON.stringify(layer, null, 2)}\n`;
  if (file === '-') await io.out(text);
  else {
    io.files.writeText(file, text);
    await io.out(`${count(rules.length, 'rule')} written to ${file}\n`);
  }
  return 0;
}

function textOf(answer: AttackExplanation | UnknownId): string {
  if (!('unknown' in answer)) return knownText(answer);
  const { id, nearest } = answer;
  const guess = nearest.length === 0 ? '' : ` Near: ${nearest.join(', ')}.`;
  return `${id} is no id of ATT&CK or ATLAS that is known here.${guess}\n`;
}

function knownText(answer: AttackExplanation): string {
  const { id, name, kind, framework, version, tactics, parent, platforms = [], notice } = answer;
  const parts = [
    `${id}  ${name}  (${kind}, ${`${framework} ${version}`.trim()})`,
    statusText(answer),
    wrapped(answer.summary),
    notice === undefined ? '' : wrapped(`Text of MITRE ATT&CK. ${notice}`),
    parent === undefined ? '' : `Part of ${parent}.`,
    kind === 'tactic' || tactics.length === 0 ? '' : wrapped(`Tactics: ${namesOf(tactics)}`),
    platforms.length === 0 ? '' : wrapped(`Platforms: ${platforms.join(', ')}`),
    changeText(answer),
    answer.url,
    answer.source === builtInSource ? '' : `Source: ${answer.source}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n')}\n`;
}

function statusText({ status, replacedBy }: AttackExplanation): string {
  if (status === 'active') return '';
  const advice = replacedBy === undefined ? '' : `: use ${replacedBy}`;
  return `No longer current (${status})${advice}.`;
}

function changeText({ v19 }: AttackExplanation): string {
  if (!v19) return '';
  const { name, tactics, status, replacedBy } = v19;
  const changes = [
    status === undefined ? '' : `${status}${replacedBy === undefined ? '' : `, use ${replacedBy}`}`,
    name === undefined ? '' : `called ${name}`,
    tactics === undefined ? '' : `tactics ${namesOf(tactics)}`,
  ];
  return wrapped(`In v19: ${changes.filter((change) => change !== '').join('; ')}.`);
}

function namesOf(tactics: readonly NamedId[]): string {
  return tactics.map(({ id, name }) => `${name} (${id})`).join(', ');
}
