// Decides from the text alone whether a TOML file is worth starting the server for. The server decides for good.

const ruleTable = /^[ \t]*\[[ \t]*rule[ \t]*\]/m;
const telling = /^[ \t]*(?:\[[ \t]*metadata[ \t]*\]|(?:rule_id|risk_score|query|type)[ \t]*=)/m;

/** True for a `[rule]` table beside `[metadata]` or with a key of a detection rule: other tools keep `[rule]` tables too. */
export function looksLikeRule(text: string): boolean {
  return ruleTable.test(text) && telling.test(text);
}
