// Rows of rules in which a check finds something, and look-alikes that are right; and what they are made of.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemsOf } from './checkFixes';

/** By code: files in which it is found once, and files in which it is not. A path may stand in a comment at the top. */
export type CheckRows = Readonly<
  Record<string, { readonly found: readonly string[]; readonly quiet: readonly string[] }>
>;

export const rule = (inside: string, metadata = ''): string =>
  `[metadata]\n${metadata}\n[rule]\n${inside}\n`;
export const at = (path: string, text: string): string => `# ${path}\n${text}`;
export const query = (text: string, more = ''): string =>
  rule(`type = "query"\nlanguage = "kuery"\n${more}query = '''${text}'''`);
export const eql = (text: string, more = '', metadata = ''): string =>
  rule(`type = "eql"\nlanguage = "eql"\n${more}query = '''${text}'''`, metadata);
export const esql = (text: string, group = ''): string =>
  rule(
    `type = "esql"\nlanguage = "esql"\nquery = '''${text}'''` +
      (group && `\n[rule.alert_suppression]\ngroup_by = ["${group}"]`),
  );
export const newTerms = (text: string, fields: string, more = ''): string =>
  rule(
    `type = "new_terms"\nlanguage = "kuery"\n${more}query = '''${text}'''\n[rule.new_terms]\nvalue = [${fields}]`,
  );
export const history = (start: string, from = ''): string =>
  rule(
    `type = "new_terms"\n${from}[rule.new_terms]\nvalue = ["user.id"]\n[[rule.new_terms.history_window_start]]\nvalue = "${start}"`,
  );
export const threshold = (fields: string, counted: string): string =>
  rule(
    `type = "threshold"\n[rule.threshold]\nfield = [${fields}]\nvalue = 5\n[[rule.threshold.cardinality]]\nfield = "${counted}"\nvalue = 3`,
  );
export const pairs = (...negated: readonly (boolean | undefined)[]): string =>
  rule(
    `type = "threat_match"\n[[rule.threat_mapping]]\n${negated
      .map(
        (negate) =>
          `[[rule.threat_mapping.entries]]\nfield = "source.ip"\ntype = "mapping"\nvalue = "threat.indicator.ip"\n${negate === undefined ? '' : `negate = ${negate}\n`}`,
      )
      .join('')}`,
  );
export const suppressed =
  'alert_suppression = { group_by = ["host.id"], missing_fields_strategy = "suppress" }\n';
export const tactics = (tags: string, ...names: readonly string[]): string =>
  rule(
    `tags = [${tags}]\n${names.map((name) => `[[rule.threat]]\n[rule.threat.tactic]\nname = "${name}"`).join('\n')}`,
  );

const countOf = (code: string, text: string): number =>
  problemsOf(text).filter((problem) => problem.code === code).length;

export function testRows(rows: CheckRows): void {
  for (const [code, { found, quiet }] of Object.entries(rows))
    describe(code, () => {
      found.forEach((text, index) => {
        it(`is found: ${index + 1}`, () => {
          assert.equal(countOf(code, text), 1, text);
        });
      });
      quiet.forEach((text, index) => {
        it(`is quiet: ${index + 1}`, () => {
          assert.equal(countOf(code, text), 0, text);
        });
      });
    });
}

/** What the checks of those codes say about the text: code and marked piece, in file order. */
export function assertSaid(
  text: string,
  isAsked: (code: string) => boolean,
  said: readonly string[],
): void {
  const found = problemsOf(text).filter(({ code }) => isAsked(code));
  assert.deepEqual(
    found.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`),
    said,
  );
}
