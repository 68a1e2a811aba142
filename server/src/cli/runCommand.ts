// `rulewright run`: a rule over samples, and the alerts it would make.
import { parseRule } from '../rule/ruleDocument';
import { positionAt } from '../text/lineIndex';
import type { AlertSource, Clock, RunFailure, RunResult } from '../engine/runResult';
import { FileError } from '../workspace/fileSystem';
import { runSample } from '../workspace/runSample';
import type { SampleRun } from '../workspace/runSample';
import { oneOf, readArguments, timeArgument } from './arguments';
import type { Arguments } from './arguments';
import { UsageError } from './command';
import type { Command } from './command';
import { runText, warningText } from './runText';
import { typeOptions, typeOptionsHelp, typeSourcesOf } from './typeOptions';

export const runCommand: Command = {
  name: 'run',
  summary: 'run a rule on samples and print its alerts',
  help: `rulewright run RULE --events FILE... [--now ISO]... [--indicators FILE...]
               [--field-types FILE.json] [--mapping FILE...] [--schemas DIR]
               [--exceptions FILE_OR_FOLDER... [--value-lists DIR]] [--all-indices] [--threads N]
               [--format text|json]

Without --now the rule is replayed over the samples: it runs at every multiple of its interval,
first at the first one not earlier than the earliest event, last at the first one whose window
reaches the latest event, and an alert that an earlier execution wrote is not written again.

  --events FILE...     samples in the order of their arrival: NDJSON, JSON array, search response, bulk body,
                       Discover CSV, pipeline fixture; each also gzipped. A document with a time in
                       _arrives is found by executions from then on
  --now ISO            one execution at this time, such as 2026-01-10T12:00:00Z; given several
                       times: an execution at each, in that order, with what Kibana keeps between
                       executions (alerts made, suppression, thresholds already told of); one that
                       comes late looks at up to four intervals before its own window, too
  --indicators FILE... indicators for a rule of type threat_match, in the formats of --events
${typeOptionsHelp}  --exceptions PATH... exception items: files of a rules repository (TOML) or of Kibana (NDJSON,
                       JSON), all of whose items apply; of a folder those that name the rule's id
                       or are of its exception lists
  --value-lists DIR    text files named like the lists (ID or ID.txt), one value on a line; without
                       it they are looked for beside the exception items
  --all-indices        events and indicators of indices that the rule does not search take part as well
  --threads N          threads that scan a sample (default: as many as pay, by its size and the cores)
  --format json        {"rule","mode","executions","windows","events","alerts","warnings",
                       "failure"?,"explanation"?,"types"?,"fidelity"?} instead of text

Exit code: 0 the rule ran, 1 it would fail or is not evaluated here, 2 wrong usage or unreadable
input. Warnings of a text run go to stderr.
`,
  async run(args, io) {
    const options = readArguments(args, {
      events: 'list',
      now: 'text',
      indicators: 'list',
      ...typeOptions,
      exceptions: 'list',
      'value-lists': 'text',
      'all-indices': 'flag',
      threads: 'text',
      format: 'text',
    });
    const format = oneOf('format', options.text('format') ?? 'text', ['text', 'json']);
    const { rulePath, samples } = filesOf(options);
    const rule = io.files.readBytes(rulePath);
    const clock = clockOf(options);
    const run = runSample(
      { rule, rulePath, samples, clock, ...typeSourcesOf(options, io), ...scopeOf(options) },
      io.files,
    );
    if (run.kind === 'error') throw new FileError(run.message);
    const { result, view } = run;
    if (result.failure?.code === 'indicators-missing') throw new UsageError(result.failure.message);
    if (format === 'json') await io.out(`${JSON.stringify(withoutOffsets(result))}\n`);
    else {
      await io.out(runText(result, view, samples));
      io.err(result.warnings.map(warningText).join(''));
    }
    if (!result.failure) return 0;
    io.err(failureText(result.failure, rulePath, rule));
    return 1;
  },
};

function filesOf(options: Arguments): {
  readonly rulePath: string;
  readonly samples: readonly string[];
} {
  const [rulePath, second] = options.positionals;
  const samples = options.list('events');
  if (second !== undefined)
    throw new UsageError(`run takes one RULE, and ${second} is a second one`);
  if (rulePath === undefined) throw new UsageError('run needs a RULE file in front of --events');
  if (samples.length === 0) throw new UsageError('run needs --events FILE');
  return { rulePath, samples };
}

/** What takes part in the run beside the samples, and what keeps events out of it. */
function scopeOf(
  options: Arguments,
): Pick<SampleRun, 'indicators' | 'exceptions' | 'valueLists' | 'allIndices' | 'threads'> {
  const indicators = options.list('indicators');
  const valueLists = options.text('value-lists');
  const exceptions = options.list('exceptions');
  const allIndices = options.flag('all-indices');
  const threads = threadsOf(options);
  return {
    exceptions,
    allIndices,
    ...(threads === undefined ? {} : { threads }),
    ...(indicators.length === 0 ? {} : { indicators }),
    ...(valueLists === undefined ? {} : { valueLists }),
  };
}

function threadsOf(options: Arguments): number | undefined {
  const text = options.text('threads');
  if (text === undefined) return undefined;
  if (!/^[1-9]\d?$/.test(text))
    throw new UsageError(`--threads takes a number from 1 to 99, not ${text}`);
  return Number(text);
}

function clockOf(options: Arguments): Clock {
  const [now, ...later] = options.list('now').map((time) => timeArgument('now', time));
  return now === undefined ? { mode: 'replay' } : { mode: 'single', now, later };
}

/** Like a compiler: the place in the rule, then what is wrong. */
function failureText({ code, message, span }: RunFailure, path: string, rule: Uint8Array): string {
  if (!span) return `${path}: error ${code}: ${message}\n`;
  const { line, character } = positionAt(parseRule(rule).lineStarts, span.start);
  return `${path}:${line + 1}:${character + 1}: error ${code}: ${message}\n`;
}

/** Byte offsets name a document for the results view; on the command line file and line do. */
function withoutOffsets(result: RunResult): RunResult {
  const alerts = result.alerts.map((alert) => {
    const { enrichments } = alert;
    const placed = withoutOffset(alert);
    return enrichments ? { ...placed, enrichments: enrichments.map(withoutOffset) } : placed;
  });
  return { ...result, alerts };
}

function withoutOffset<T extends { readonly source: AlertSource }>(placed: T): T {
  const { file, line, id } = placed.source;
  return { ...placed, source: { file, line, ...(id === undefined ? {} : { id }) } };
}
