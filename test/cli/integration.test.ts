// What other tools read of us: the problem matcher, the task definition and the hooks of pre-commit.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { rulewright, temporaryFolder } from '../support/commandLine';

interface Matcher {
  readonly name: string;
  readonly pattern: { readonly regexp: string } & Readonly<Record<string, number | string>>;
}

const { contributes, bin, scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly bin: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly problemMatchers: readonly Matcher[];
    readonly taskDefinitions: readonly {
      readonly type: string;
      readonly properties: { readonly command: { readonly enum: readonly string[] } };
    }[];
  };
};

const cwd = temporaryFolder({
  'rules/a b/😀.toml': '[metadata]\n[rule]\ntype = "quary"\nquery = "a: (b"\nseverity = "lo"\n',
});

describe('the problem matcher', () => {
  const [matcher] = contributes.problemMatchers;
  assert.ok(matcher);
  const { regexp, file, line, column, severity, code, message } = matcher.pattern;
  const { stdout } = rulewright(['check', '--severity', 'hint', 'rules'], { cwd });
  const lines = stdout.split('\n').filter((text) => text !== '');

  it('reads every line of the text output but the summary', () => {
    const pattern = new RegExp(regexp);
    const matches = lines.map((text) => pattern.exec(text));
    assert.equal(matches.at(-1), null);
    assert.ok(matches.length > 5);
    for (const match of matches.slice(0, -1)) {
      assert.ok(match);
      assert.equal(match[Number(file)], 'rules/a b/😀.toml');
      assert.match(match[Number(line)] ?? '', /^[1-5]$/);
      assert.match(match[Number(column)] ?? '', /^\d+$/);
      assert.match(match[Number(severity)] ?? '', /^(?:error|warning|information|hint)$/);
      assert.match(match[Number(code)] ?? '', /^[a-z-]+$/);
      assert.notEqual(match[Number(message)], '');
    }
  });
});

describe('tasks and hooks', () => {
  it('name commands that there are', () => {
    const [task] = contributes.taskDefinitions;
    const hooks = readFileSync('.pre-commit-hooks.yaml', 'utf8');
    const entries = [...hooks.matchAll(/^ {2}entry: (\w+) (\w+)$/gm)];
    assert.equal(entries.length, [...hooks.matchAll(/^- id: /gm)].length);
    for (const [, program = ''] of entries) assert.ok(program in bin, program);
    // Installed from git, as pre-commit does, what is built is made by this script alone.
    assert.ok(scripts['prepare']);
    const commands = [
      ...entries.map(([, , command = '']) => command),
      ...(task?.properties.command.enum ?? []),
    ];
    assert.ok(commands.length >= 4);
    for (const command of commands)
      assert.match(
        rulewright([command, '--help'], { cwd }).stdout,
        new RegExp(`^rulewright ${command} `),
      );
  });
});
