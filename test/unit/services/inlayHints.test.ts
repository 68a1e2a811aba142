// Inlay hints: where they stand, what they say, and that each can be switched off.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInAttack } from '../../../server/src/catalog/attackCatalog';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { doInlayHints } from '../../../server/src/services/inlayHints';
import { toOffset } from '../../../server/src/services/position';
import { defaultSettings } from '../../../server/src/settings';
import type { InlayHintSettings } from '../../../server/src/settings';

const now = Date.UTC(2026, 0, 31, 12);

/** The text with each hint drawn in as `«label»`. */
function draw(
  text: string,
  settings: Partial<InlayHintSettings> = {},
  within = { start: 0, end: text.length },
): string {
  const document = parseRule(text);
  const hints = doInlayHints(document, within, {
    settings: { ...defaultSettings.inlayHints, ...settings },
    clocks: { now },
    attack: builtInAttack,
  });
  return hints
    .map(({ position, label }) => ({
      at: toOffset(document, position),
      label: typeof label === 'string' ? label : '',
    }))
    .reverse()
    .sort((a, b) => b.at - a.at)
    .reduce((drawn, { at, label }) => `${drawn.slice(0, at)}«${label}»${drawn.slice(at)}`, text);
}

/** The text without hints. */
function erase(drawn: string): string {
  return drawn.replace(/«[^»]*»/g, '');
}

function check(drawn: string, settings?: Partial<InlayHintSettings>): void {
  assert.equal(draw(erase(drawn), settings), drawn);
}

const query = (text: string): string => `[rule]\ntype = "query"\nquery = '''\n${text}\n'''\n`;

describe('inlay hints', () => {
  it('name SIDs and events', () => {
    check(query('event.code : ("4702"«Scheduled task changed» or 4698«Scheduled task created»)'));
    check(query('not user.id : ("S-1-5-18"«Local System» or "S-1-5-21-1-2-3-1105")'));
    check(query('process.pid : 4702 and event.code : 99999'));
  });

  it('name ATT&CK ids whose name the file does not state', () => {
    const threat = (id: string, name: string): string =>
      `[rule]\n[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\nid = ${id}\nname = "${name}"\n`;
    check(threat('"TA0003"', 'Persistence'));
    check(threat('"TA0003"«Persistence»', 'Persistance'));
  });

  it('resolve times', () => {
    const rule = (from: string, history: string): string =>
      `[rule]\ntype = "new_terms"\nfrom = ${from}\n[rule.new_terms]\nvalue = ["a"]\n[[rule.new_terms.history_window_start]]\nvalue = ${history}\n`;
    check(rule('"now-9m"«2026-01-31T11:51Z»«lookback 4m»', '"now-5d"«2026-01-26T12:00Z»'));
    check(rule('"now-9m"«2026-01-31T11:51Z»', '"now-5d"«2026-01-26T12:00Z»'), { lookback: false });
    check(rule('"later"', '"now-5d"«2026-01-26T12:00Z»'));
  });

  it('tell a gap', () => {
    check(
      '[rule]\ntype = "query"\nfrom = "now-10m"«2026-01-31T11:50Z»\ninterval = "1h"«gap of 50m»\n',
    );
  });

  it('can be switched off one by one', () => {
    const text = erase(query('event.code : "4702" and user.id : "S-1-5-18"')).replace(
      'query =',
      'from = "now-9m"\nquery =',
    );
    const count = (settings: Partial<InlayHintSettings>): number =>
      draw(text, settings).split('«').length - 1;
    assert.equal(count({}), 4);
    for (const name of ['sids', 'eventCodes', 'times', 'lookback'] as const)
      assert.equal(count({ [name]: false }), 3, name);
  });

  it('are only those of the range', () => {
    const text = query('event.code : "4702" and\nevent.code : "4698"');
    const line = text.indexOf('event.code : "4698"');
    assert.equal(draw(text, {}, { start: line, end: text.length }).split('«').length, 2);
  });
});
