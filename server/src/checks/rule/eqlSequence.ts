// Whether an EQL query is a sequence or sample, as far as its text tells.
import type { RuleQuery } from '../../rule/ruleDocument';

export function isEqlSequence({ language, text }: RuleQuery): boolean {
  return language === 'eql' && /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*(?:sequence|sample)\b/i.test(text);
}
