// The grammars: what a query's parts are called, and that the TOML around it stays what it was.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { loadGrammar, tokenize } from '../../support/grammars';
import { drawScopes } from '../../support/scopeDrawing';

/** A stand-in for the grammar of another TOML extension, and ours for where there is none. */
const bases = ['source.toml', 'source.toml.detection-rule'];

/** Lines of a source, each with its drawing under it (letters: test/support/scopeDrawing.ts). */
function check(what: string, drawing: string): void {
  it(what, async () => {
    const lines = drawing.replace(/^\n/, '').trimEnd().split('\n');
    const source = lines.filter((_, index) => index % 2 === 0);
    for (const base of bases) {
      const tokens = tokenize(await loadGrammar(base, true), source.join('\n'));
      const drawn = drawScopes(source.join('\n'), tokens);
      const actual = source.flatMap((line, index) => [line, drawn[index] ?? '']);
      assert.deepEqual(actual, lines, base);
    }
  });
}

describe('grammar of queries in TOML', () => {
  check(
    'fields, words, values, groups',
    String.raw`
query = '''
kkkkk . ttt
event.code: "4702" and not user.name: (*$ or "a\"b" or don't) and x.*: *
ffffffffffo ssssss www www fffffffffo .*v ww sseess ww vvvvv. www ff*o *
  process.pid >= 17 and process.args: C\:\\Windows\\* and a: { b: true and c < -1.5 } or "free text" word
  fffffffffff oo nn www ffffffffffffo veeeevvvvvvvee* www fo . fo llll www f o nnnn . ww sssss sssss vvvv
'''
ttt
note = "after" # comment
kkkk . ttttttt # #######
`,
  );

  check(
    'numbers, addresses, keywords in any case',
    String.raw`
query = '''
kkkkk . ttt
a: 10.0.0.0/8 OR a: 1.2.3.4 aNd a: 17 and a: 17th and not-a.field: band
fo nnnnnnnnnn ww fo nnnnnnn www fo nn www fo vvvv www fffffffffffo vvvv
'''
ttt
`,
  );

  check(
    'a literal string on one line',
    String.raw`
query = 'process.name: "cmd.exe" and user.name: a*'
kkkkk . tffffffffffffo sssssssss www fffffffffo v*t
type = "query"
kkkk . ttttttt
`,
  );

  check(
    'a basic string on one line: the escapes of TOML and of KQL',
    String.raw`
query = "process.name: \"cmd.exe\" and path: \"C:\\\\Windows\\\\*\" and a: b\\*"
kkkkk . tffffffffffffo sssssssssss www ffffo sssseeeessssssseeeesss www fo vee*t
type = "query"
kkkk . ttttttt
`,
  );

  check(
    'a basic block',
    String.raw`
threat_query = """
kkkkkkkkkkkk . ttt
@timestamp >= "now-30d/d" and event.module:(threatintel or ti_*) and "x\\"y" : 1"""
ffffffffff oo sssssssssss www ffffffffffffo.vvvvvvvvvvv ww vvv*. www sseeess o nttt
type = "threat_match"
kkkk . tttttttttttttt
`,
  );

  check(
    'an unclosed KQL string does not run out of its TOML string',
    String.raw`
query = 'process.name: "unclosed and'
kkkkk . tffffffffffffo sssssssss ssst
type = "query"
kkkk . ttttttt
query = '''a: "b
kkkkk . tttfo ss
c
s
'''
ttt
type = "query"
kkkk . ttttttt
`,
  );

  check(
    'quotes directly before the end',
    String.raw`
query = ''''a: "b"'''''
kkkkk . tttvfo sssttttt
type = "query"
kkkk . ttttttt
`,
  );

  check(
    'EQL by its event category',
    String.raw`
query = '''
kkkkk . ttt
process where event.type == "start" and process.name : ("cmd.exe", "a*") and length(process.args) > 3 and
ccccccc KKKKK ffffffffff oo sssssss www ffffffffffff o .sssssssss. ssss. www FFFFFF.ffffffffffff. o n www
  not startsWith~(x, "a") // comment
  www FFFFFFFFFFF.f. sss. ## #######
'''
ttt
type = "eql"
kkkk . ttttt
`,
  );

  check(
    'EQL sequences',
    String.raw`
query = '''
kkkkk . ttt
sequence by host.id with maxspan=1m
KKKKKKKK KK fffffff KKKK KKKKKKKonn
  [any where event.code == "1"]
  .KKK KKKKK ffffffffff oo sss.
'''
ttt
type = "eql"
kkkk . ttttt
`,
  );

  check(
    'ES|QL by its source command',
    String.raw`
query = '''
kkkkk . ttt
from logs-*, metrics-* metadata _id
KKKK vvvvvv. vvvvvvvvv KKKKKKKK fff
| where process.name like "a*" and count(x) > 2
o KKKKK ffffffffffff wwww ssss www FFFFF.f. o n
| stats c = count(*) by host.id
o KKKKK f o FFFFF... KK fffffff
'''
ttt
type = "esql"
kkkk . tttttt
`,
  );

  check(
    'no query: inside another string, in a comment, under another key',
    String.raw`
note = """
kkkk . ttt
query = '''
ttttt t ttt
is not a query
tt ttt t ttttt
"""
ttt
# query = 'a: b'
# ##### # ### ##
query_delay = 'a: b'
kkkkkkkkkkk . ttt tt
x = 1
k . n
`,
  );

  check(
    'quoted keys, dotted keys and inline tables',
    String.raw`
"query" = 'a: b'
kkkkkkk . tfo vt
rule.query = 'a: b'
kkkkkkkkkk . tfo vt
other = { query = 'a: b' }
kkkkk . . kkkkk . tfo vt .
y = 2
k . n
`,
  );

  check(
    'SQL under the same key stays a string',
    String.raw`
query = "SELECT * FROM users WHERE name: 'x'"
kkkkk . ttttttt t tttt ttttt ttttt ttttt tttt
query = """
kkkkk . ttt
SELECT a, b FROM c
tttttt tt t tttt t
"""
ttt
query = 'select: a'
kkkkk . tffffffo vt
`,
  );

  it('has no token of the kind `string` where one types a field: completion would stay away', async () => {
    const grammar = await loadGrammar('source.toml', true);
    const tokens = tokenize(grammar, "query = 'proc'");
    const typed = tokens.find(({ text }) => text === 'proc');
    // VS Code takes the innermost of these words in the scopes for the kind of a token.
    const kind = /\b(?:comment|string|regex|meta\.embedded)\b/;
    const kinds = typed?.scopes.flatMap((scope) => kind.exec(scope) ?? []);
    assert.equal(kinds?.at(-1), 'meta.embedded');
  });
});

describe('own TOML grammar', () => {
  it('tells keys, strings, numbers, dates and tables', async () => {
    const source = `# comment
[rule.threat]
a = 1_000.5
"b c".d = 2026-01-06T12:00:00Z
e = [true, 'x', "y\\n", 0xff]
[[list]]
f = { g = -inf }`;
    const tokens = tokenize(await loadGrammar('source.toml.detection-rule', true), source);
    assert.deepEqual(drawScopes(source, tokens), [
      '# #######',
      '.TTTTTTTTTTT.',
      'k . nnnnnnn',
      'kk kkkk . ....................',
      'k . .llll. ttt. tteet. nnnn.',
      '..TTTT..',
      'k . . k . nnnn .',
    ]);
  });

  it('names its scopes below source.toml, so that the injection reaches it', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { grammars: { scopeName: string; path: string; injectTo?: string[] }[] };
    };
    const { grammars } = manifest.contributes;
    for (const { scopeName, path } of grammars) {
      const grammar = JSON.parse(readFileSync(path, 'utf8')) as { scopeName: string };
      assert.equal(grammar.scopeName, scopeName);
    }
    assert.deepEqual(grammars.find(({ injectTo }) => injectTo)?.injectTo, bases);
    // A second claim on these would replace the grammar of another TOML extension.
    assert.ok(!grammars.some(({ scopeName }) => scopeName === 'source.toml'));
  });
});
