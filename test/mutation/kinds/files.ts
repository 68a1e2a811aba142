// Mistakes of the file's name, place and metadata.
import {
  addItem,
  addPair,
  drawn,
  itemsAt,
  removeItem,
  removePair,
  replaced,
  setValue,
  textAt,
  valueClauses,
} from '../mistake';
import type { MistakeKind, Original } from '../mistake';

function renamed(
  { document, path }: Original,
  change: (path: string) => string,
): { text: string; path: string } | undefined {
  const changed = change(path);
  return changed === path ? undefined : { text: document.text, path: changed };
}

/** The rule is in a folder of rules for that platform. */
const isIn = ({ path }: Original, folder: string): boolean => path.startsWith(`rules/${folder}/`);

export const fileMistakes: readonly MistakeKind[] = [
  {
    name: 'file: name with hyphens',
    codes: ['file-name'],
    mutate: (original) => renamed(original, (path) => path.replace(/_(?=[^/]*$)/g, '-')),
  },
  {
    name: 'file: name without the tactic',
    codes: ['file-name-tactic'],
    mutate: (original) =>
      itemsAt(original, 'rule.tags').length === 0 ||
      textAt(original, 'rule.threat.tactic.name') === undefined ||
      textAt(original, 'rule.type') === 'machine_learning'
        ? undefined
        : renamed(original, (path) => path.replace(/[^/]*$/, 'my_rule.toml')),
  },
  {
    name: 'file: active rule in the folder of deprecated ones',
    codes: ['rule-folder'],
    mutate: (original) =>
      renamed(original, (path) => path.replace(/^rules\/.*\//, 'rules/_deprecated/')),
  },
  {
    name: 'file: building block among the rules',
    codes: ['rule-folder'],
    mutate: (original) =>
      renamed(original, (path) => path.replace(/^rules_building_block\//, 'rules/windows/')),
  },
  {
    name: 'metadata: updated before created',
    codes: ['date-order'],
    mutate: (original) => setValue(original, 'metadata.updated_date', '"2019/01/01"'),
  },
  {
    name: 'metadata: oldest stack without a reason',
    codes: ['min-stack-comments'],
    mutate: (original) => removePair(original, 'metadata.min_stack_comments'),
  },
  {
    name: 'metadata: integration without its index',
    codes: ['index-integration'],
    mutate: (original) =>
      isIn(original, 'windows') ? addItem(original, 'metadata.integration', 'okta') : undefined,
  },
  {
    name: 'metadata: integration of an index missing',
    codes: ['index-integration'],
    mutate: (original) =>
      removeItem(
        original,
        'metadata.integration',
        (name) =>
          name !== 'windows' &&
          itemsAt(original, 'rule.index').some(({ value }) => value.startsWith(`logs-${name}.`)),
      ),
  },
  {
    name: 'file: rule in the folder of another integration',
    codes: ['integration-folder'],
    mutate: (original) =>
      renamed(original, (path) =>
        path.replace(/^rules\/integrations\/(?!okta\/).*\//, 'rules/integrations/okta/'),
      ),
  },
  indexPattern('without its asterisk', (pattern) => pattern.replace(/\*$/, '')),
  indexPattern('in capitals', (pattern) => pattern.replace(/^l/, 'L')),
  indexPattern('of logs without the s', (pattern) => pattern.replace(/^logs-/, 'log-')),
  indexPattern('with a blank', (pattern) => ` ${pattern}`),
  indexPattern('and another in one text', (pattern) => `${pattern},logs-other.x-*`),
  indexPattern('with a mistyped data set', (pattern) =>
    pattern.replace(
      /(?<=\.)(?:cloudtrail|auditlogs|signinlogs|audit|system|forwarded)(?=-?\*)/,
      (name) => name.slice(0, -2) + name.slice(-1),
    ),
  ),
  {
    name: 'index: pattern that another includes',
    codes: ['covered-index'],
    mutate(original) {
      const [first] = itemsAt(original, 'rule.index');
      return first?.value.endsWith('*')
        ? addItem(original, 'rule.index', first.value.replace(/\*$/, 'more-*'))
        : undefined;
    },
  },
  {
    name: 'index: data set of another package',
    codes: ['dataset-package'],
    mutate(original) {
      const dataset = valueClauses(original).find(
        ({ field, isNegated }) =>
          !isNegated && (field === 'event.dataset' || field === 'data_stream.dataset'),
      );
      return dataset && replaced(original, dataset.node.value.span, '"zeek.dns"');
    },
  },
  {
    name: 'tags: twice the same',
    codes: ['duplicate-tag'],
    mutate(original) {
      const first = itemsAt(original, 'rule.tags')[0];
      return first && addItem(original, 'rule.tags', first.value);
    },
  },
  {
    name: 'tags: known tag in other case',
    codes: ['tag-case'],
    mutate(original) {
      const tag = itemsAt(original, 'rule.tags').find(({ value }) =>
        value.startsWith('Use Case: '),
      );
      if (!tag) return undefined;
      const changed = removeItem(original, 'rule.tags', (value) => value === tag.value);
      return (
        changed && {
          text: changed.text.replace(/^tags = \[/m, `tags = ["${tag.value.toLowerCase()}", `),
        }
      );
    },
  },
  {
    name: 'tags: data source of the index missing',
    codes: ['index-tag'],
    mutate(original) {
      const indices = itemsAt(original, 'rule.index').map(({ value }) => value);
      const tag = indices.includes('endgame-*')
        ? 'Data Source: Elastic Endgame'
        : indices.includes('logs-endpoint.events.*')
          ? 'Data Source: Elastic Defend'
          : undefined;
      return removeItem(original, 'rule.tags', (item) => item === tag);
    },
  },
  {
    name: 'tags: cloud rule without its domain',
    codes: ['index-tag'],
    mutate: (original) =>
      itemsAt(original, 'rule.index').some(({ value }) =>
        /^logs-(aws|azure|o365|gcp|google_workspace)\*?$/.test(value),
      )
        ? removeItem(original, 'rule.tags', (tag) => tag === 'Domain: Cloud')
        : undefined,
  },
  {
    name: 'tags: operating system of the folder missing',
    codes: ['os-tag'],
    mutate: (original) =>
      ['windows', 'linux', 'macos'].some((folder) => isIn(original, folder))
        ? removeItem(original, 'rule.tags', (tag) => tag.startsWith('OS: '))
        : undefined,
  },
  {
    name: 'tags: tactic missing',
    codes: ['tactic-tag'],
    mutate(original) {
      const tactic = textAt(original, 'rule.threat.tactic.name');
      if (textAt(original, 'rule.type') === 'machine_learning') return undefined;
      return removeItem(original, 'rule.tags', (tag) => tag === `Tactic: ${tactic ?? ''}`);
    },
  },
  {
    name: 'tags: tactic mapped to besides the first missing',
    codes: ['tactic-tags'],
    mutate(original) {
      const first = textAt(original, 'rule.threat.tactic.name');
      const others = original.document.rule.threat.flatMap(({ tactic }) => tactic?.name ?? []);
      return removeItem(original, 'rule.tags', (tag) =>
        others.some(({ value }) => value !== first && tag === `Tactic: ${value}`),
      );
    },
  },
  {
    name: 'tags: building block without its tag',
    codes: ['kind-tag'],
    mutate: (original) =>
      original.path.startsWith('rules_building_block/')
        ? removeItem(original, 'rule.tags', (tag) => tag === 'Rule Type: BBR')
        : undefined,
  },
  {
    name: 'tags: guide without its tag',
    codes: ['kind-tag'],
    mutate: (original) =>
      (textAt(original, 'rule.note') ?? '').includes('Investigating')
        ? removeItem(original, 'rule.tags', (tag) => tag === 'Resources: Investigation Guide')
        : undefined,
  },
  {
    name: 'stack: oldest stack is no longer supported',
    codes: ['supported-stack'],
    mutate: (original) => setValue(original, 'metadata.min_stack_version', '"8.16.0"'),
  },
  {
    name: 'stack: sequence suppressed before stacks could',
    codes: ['stack-version'],
    mutate(original) {
      const { query } = original.document;
      if (query?.language !== 'eql' || !/^\s*sequence\b/.test(query.text)) return undefined;
      if (textAt(original, 'metadata.min_stack_version') !== undefined) return undefined;
      const suppressed = addPair(original, 'rule', {
        key: 'alert_suppression',
        value: '{ group_by = ["host.id"], missing_fields_strategy = "suppress" }',
      });
      const old = '"8.16.0"\nmin_stack_comments = "for the test"';
      return (
        suppressed && {
          text: suppressed.text.replace('[metadata]', `[metadata]\nmin_stack_version = ${old}`),
        }
      );
    },
  },
  {
    name: 'stack: option newer than the oldest stack',
    codes: ['stack-version'],
    mutate(original) {
      const type = textAt(original, 'rule.type');
      if (type !== 'new_terms' && type !== 'query') return undefined;
      const suppressed = addPair(original, 'rule', {
        key: 'alert_suppression',
        value: '{ group_by = ["host.id"], missing_fields_strategy = "suppress" }',
      });
      const old = '"8.3.0"\nmin_stack_comments = "for the test"';
      if (!suppressed || textAt(original, 'metadata.min_stack_version') !== undefined)
        return undefined;
      return {
        text: suppressed.text.replace('[metadata]', `[metadata]\nmin_stack_version = ${old}`),
      };
    },
  },
];

/** Writes one of the index patterns of data streams anew. */
function indexPattern(name: string, write: (pattern: string) => string): MistakeKind {
  return {
    name: `index: pattern ${name}`,
    codes: ['index-pattern'],
    mutate(original) {
      const patterns = itemsAt(original, 'rule.index').filter(
        ({ value }) => value.startsWith('logs-') && value.endsWith('-*') && write(value) !== value,
      );
      const chosen = drawn(original.random, patterns);
      return chosen && replaced(original, chosen.span, JSON.stringify(write(chosen.value)));
    },
  };
}
