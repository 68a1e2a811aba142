// The settings' defaults in the code are those of package.json.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { defaultSettings, readSettings } from '../../server/src/settings';
import { checkContext } from '../../server/src/services/checkContext';
import { doCodeLenses, runRuleCommand } from '../../server/src/services/codeLenses';
import { parseRule } from '../../server/src/rule/ruleDocument';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
    };
  };
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** `{a: {b: 1}}` as `{'rulewright.a.b': 1}`, down to the keys that the manifest has. */
function flatten(name: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (name in contributes.configuration.properties) return [[name, value]];
  return Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) =>
    flatten(`${name}.${key}`, inner),
  );
}

describe('settings', () => {
  it('have the defaults that the manifest states', () => {
    const stated = Object.entries(contributes.configuration.properties).map(
      ([name, property]) => [name, property.default] as const,
    );
    assert.deepEqual(
      Object.fromEntries(flatten('rulewright', defaultSettings)),
      Object.fromEntries(stated),
    );
  });

  it('fall back to the default where a client sends something else', () => {
    for (const section of [undefined, null, 5, [], {}, { samples: 'x', fieldTypes: [], trace: 1 }])
      assert.deepEqual(readSettings(section), defaultSettings);
    assert.deepEqual(
      readSettings({ samples: ['a'], fieldTypes: { x: 'ip' }, trace: { server: 'verbose' } }),
      {
        ...defaultSettings,
        samples: ['a'],
        fieldTypes: { x: 'ip' },
        trace: { server: 'verbose' },
      },
    );
  });

  it('declare the fields whose types make sense, whatever is wrong with others', () => {
    const { fields } = checkContext(
      readSettings({ fieldTypes: { 'my.a': 'keywrd', 'my.b': 'ip' } }),
    );
    assert.equal(fields.find('my.a'), undefined);
    assert.equal(fields.find('my.b')?.type, 'ip');
  });

  it('switch single hints off', () => {
    const { inlayHints } = readSettings({ inlayHints: { sids: false, times: 'no' } });
    assert.deepEqual(inlayHints, { ...defaultSettings.inlayHints, sids: false });
  });

  it('take the known levels of checks', () => {
    const severity = { a: 'off', b: 'error', c: 'loud', d: 1 };
    assert.deepEqual(readSettings({ checks: { severity } }).checks.severity, {
      a: 'off',
      b: 'error',
    });
  });
});

describe('commands', () => {
  it('of code lenses are in the manifest', () => {
    const [lens] = doCodeLenses(parseRule('[rule]\nquery = "a"'), 'x');
    assert.equal(lens?.command?.command, runRuleCommand);
    assert.ok(contributes.commands.some(({ command }) => command === runRuleCommand));
  });
});
