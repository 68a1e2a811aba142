// Small TOML texts of our own that hold every construct of the language, and tokens to damage them with.
import type { MutationSource } from './mutate';

const rule = `[metadata]
creation_date = "2026/01/15" # when it was written
maturity = "production"

[rule]
author = ["Someone", 'Else']
description = """
A service was made by a user who makes none.
Mind the "quotes", the back\\\\slash and \\u00e9. \\
    One line goes on here.
"""
from = "now-9m"
index = [
    "logs-system.*",   # first
    "winlogbeat-*",
]
name = "Unusual \\"Service\\" Installed"
note = """## Steps

- Look at \`winlog.event_data.ServiceName\`
- [Read more](https://example.org/?a=b)

### Example

x = y
"""
risk_score = 21
type = "new_terms"

query = '''
event.code : "7045" and not
  winlog.event_data.ServiceName : ("a" or "b*")
'''

[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "T1543"
[[rule.threat.technique.subtechnique]]
id = "T1543.003"

[rule.threat.tactic]
id = "TA0003"

[rule.new_terms]
field = "new_terms_fields"
value = ["host.id", "winlog.event_data.ServiceName"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-14d"
`;

const everyValue = `# all kinds of values
whole = [0, +1, -17, 1_000, 0xdead_beef, 0o755, 0b1010]
floats = [1.5, -0.01, 5e+22, 6.626e-34, inf, -nan]
flags = [true, false]
dates = [1979-05-27T07:32:00Z, 1979-05-27 00:32:00.999999-07:00, 1979-05-27T07:32:00, 1979-05-27, 07:32:00]
"quoted key" = 'literal \\ text'
a.b."c.d".'e' = ''
nested = [[1, 2], ["a", [{ x.y = 1, z = [] }, {}]], ]
point = { x = 1, "y" = 2.5, inner = { deep = 'yes' } }
six = """"""
quotes = """""two and two"""""
literal = '''
'one' and ''two'' '''
[ table . "x y" ]
k = """a\\
   b"""
[[ list ]]
[[list]]
n = 1
[list.sub]
`;

const unclosed = `[rule]
query = '''
process where true
note = """text
tags = ["a", "b"
[rule.x
k =
`;

export const tomlSeeds: MutationSource = {
  tokens: [
    ...['"', "'", '"""', "'''", '[', ']', '[[', ']]', '{', '}', '=', ',', '.', '#', '\n', '\r\n'],
    ...['\\', '\\u', '\\"', ' = """', "= '''", '_', '-', ':', 'T', 'true', '0x', '\n[a]\n', '\n\n'],
  ],
  texts: [
    rule,
    everyValue,
    unclosed,
    rule.replaceAll('\n', '\r\n'),
    `\uFEFF${everyValue}`,
    everyValue.replaceAll('a', '\u{1F600}'),
  ],
};
