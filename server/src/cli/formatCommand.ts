// `rulewright format`: lays rule files out, or tells which are not.
import { formatRule } from '../services/formatting';
import { leastLineWidth } from '../settings';
import type { FormatSettings } from '../settings';
import { readArguments } from './arguments';
import { UsageError } from './command';
import type { Command, Io } from './command';
import { loadConfig } from './config';
import { lineDiff } from './lineDiff';
import { readRules } from './ruleFiles';
import { shownProblem, toReported } from './formats/report';
import { count } from './words';

export const formatCommand: Command = {
  name: 'format',
  summary: 'lay out the KQL queries of rule files',
  help: `rulewright format PATH... [--check] [--sort-keys] [--width N] [--config FILE]

Lays out the KQL queries of the rule files that PATHs name (files or folders): operators at line
ends, two blanks per level, your own line breaks kept. Blanks at line ends outside of strings go,
and the file ends with a line break. What a file means never changes; a query that is not valid
(which is said on stderr), and queries in other languages, are left alone.

  --check        write nothing; print what would change and end with 1 if anything would
  --sort-keys    keys and tables in the order of the detection-rules repository's writer
  --width N      most characters on a line of a query (default: 120)
  --config FILE  settings, by the names that the extension has (default: rulewright.toml in the
                 present folder, if there is one):
                   [format]
                   lineWidth = 120
                   sortKeys = false

Exit code: 0 all files are laid out, 1 some would change (--check), 2 wrong usage or unreadable
input.
`,
  async run(args, io) {
    const options = readArguments(args, {
      check: 'flag',
      'sort-keys': 'flag',
      width: 'text',
      config: 'text',
    });
    if (options.positionals.length === 0) throw new UsageError('format needs a PATH');
    const { format } = loadConfig(options.text('config'), io.files);
    const width = options.text('width');
    const settings: FormatSettings = {
      lineWidth: width === undefined ? format.lineWidth : readWidth(width),
      sortKeys: format.sortKeys || options.flag('sort-keys'),
    };
    const job = { settings, isCheck: options.flag('check'), paths: options.positionals };
    return formatAll(job, io);
  },
};

function readWidth(text: string): number {
  const width = Number(text);
  if (!Number.isInteger(width) || width < leastLineWidth)
    throw new UsageError(`--width must be a whole number from ${leastLineWidth} on, not ${text}`);
  return width;
}

interface Job {
  readonly settings: FormatSettings;
  readonly isCheck: boolean;
  readonly paths: readonly string[];
}

async function formatAll({ settings, isCheck, paths }: Job, io: Io): Promise<0 | 1> {
  const rules = readRules(paths, io.files);
  let changed = 0;
  for (const { file, document } of rules) {
    const [broken] = document.problems;
    if (broken) io.err(`${shownProblem(toReported(document, broken, file))} Left alone.\n`);
    const text = formatRule(document, settings);
    if (text === document.text) continue;
    changed++;
    if (isCheck) await io.out(`${file}\n${lineDiff(document.text, text)}`);
    else {
      io.files.writeText(file, text);
      await io.out(`${file}\n`);
    }
  }
  const verb = isCheck ? 'would change' : 'changed';
  await io.out(`${count(rules.length, 'rule')} looked at, ${changed} ${verb}\n`);
  return isCheck && changed > 0 ? 1 : 0;
}
