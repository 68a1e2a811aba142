// Plain advice to follow Kibana's sentence, for the mistakes that people make.
import type { Mistake } from '../text/mistakes';

/** The surroundings of a mistake; `before` and `rest` are cut to a window so that many mistakes stay cheap. */
interface Place {
  readonly before: string;
  readonly rest: string;
  readonly message: string;
  readonly text: string;
  readonly offset: number;
}

const windowSize = 200;

/** What to do about a syntax error, if it is a known one. */
export function hintFor(text: string, mistake: Mistake): string | undefined {
  const { offset, message } = mistake;
  const before = text.slice(Math.max(0, offset - windowSize), offset);
  const rest = text.slice(offset, offset + windowSize);
  const place: Place = { before, rest, message, text, offset };
  if (rest === '') return atEnd(place);
  if (/^not[ \t\r\n\xa0]/i.test(rest)) return atNot(place);
  return (byFirstCharacter[rest.charAt(0)] ?? atText)(place);
}

const byFirstCharacter: Readonly<Record<string, (place: Place) => string | undefined>> = {
  '(': atOpening,
  ')': (place) => atClosing(place, 'parenthesis', /\(\s*$/),
  '}': (place) => atClosing(place, 'brace', /\{\s*$/),
  '{': () => 'Braces need a field in front of them: field: { ... }.',
  '"': atQuote,
  '\\': () =>
    'A backslash outside of quotes must be doubled, unless it escapes a special character.',
  ':': atColon,
  '<': atComparison,
  '>': atComparison,
};

function atEnd({ before, message }: Place): string | undefined {
  if (message.includes('")"')) return 'A parenthesis is never closed.';
  if (message.includes('"}"')) return 'A brace is never closed.';
  const operator = /(?:^|[\s(){}])(and|or|not)\s+$/i.exec(before)?.[1];
  return operator === undefined ? undefined : `Nothing follows "${operator}".`;
}

function atNot({ before }: Place): string {
  if (/[:<>=]\s*$/.test(before)) return 'Put "not" in front of the field: not field: value.';
  if (/(?:^|[\s(])not\s+$/i.test(before)) return 'Write not (not ...) to negate twice.';
  if (/[^\s()"]$/.test(before))
    return 'Text that ends in "not" before a blank is read as an operator; put it in double quotes.';
  return 'Write "and not" or "or not"; if it is text, put it in double quotes.';
}

function atColon({ before }: Place): string {
  const symbol = /(&&|\|\|)\s*[^\s:()"]+\s*$/.exec(before)?.[1];
  if (symbol !== undefined)
    return `KQL has no "${symbol}": write ${symbol === '&&' ? 'and' : 'or'}.`;
  const operator = /[:(]\s*(and|or)[ \t\r\n\xa0]+[^\s:()"]+\s*$/i.exec(before)?.[1];
  return operator === undefined
    ? 'A value with a colon in it needs double quotes; a list after a field holds values only.'
    : `A value is missing in front of "${operator}".`;
}

function atOpening({ before }: Place): string | undefined {
  if (/[<>]=?\s*$/.test(before)) return 'A comparison takes one value.';
  const operator = /(?:^|[^\w.-])(and|or|not)$/i.exec(before)?.[1];
  if (operator === undefined) return undefined;
  return /not/i.test(operator)
    ? `Put a blank after "${operator}".`
    : `Put a blank on both sides of "${operator}".`;
}

function atClosing(place: Place, bracket: string, opening: RegExp): string | undefined {
  const { before, message } = place;
  if (opening.test(before)) return 'There is nothing between the brackets.';
  const operator = /[\s()](and|or|not)\s+$/i.exec(before)?.[1];
  if (operator !== undefined) return `Nothing follows "${operator}".`;
  const expected = message.slice(0, message.lastIndexOf(' but '));
  if (expected.includes('"}"')) return 'A brace is still open here.';
  if (expected.includes('")"')) return 'A parenthesis is still open here.';
  return expected.includes('AND') ? `There is no opening ${bracket} for it.` : undefined;
}

function atQuote({ text, offset, before }: Place): string | undefined {
  const closed = /"(?:[^"\\]|\\[^])*"/y;
  closed.lastIndex = offset;
  if (!closed.test(text))
    return text.includes('\\"', offset)
      ? `The quote is never closed. ${backslashQuote}`
      : 'The quote is never closed.';
  if (/!=\s*$/.test(before)) return 'KQL has no "!=": not field: value.';
  if (/=\s*$/.test(before)) return 'KQL compares with a colon: field: value.';
  return /["\w*)]\s*$/.test(before) ? joinValues : undefined;
}

function atComparison({ before, message }: Place): string | undefined {
  if (/:\s*$/.test(before)) return 'Leave the colon out: field > value.';
  return message.includes('AND')
    ? 'Write each comparison on its own: field > 1 and field < 9.'
    : undefined;
}

function atText({ before, rest }: Place): string | undefined {
  const operator = /^(and|or)[\s("]/i.exec(rest)?.[1];
  if (operator !== undefined) return `Put a blank on both sides of "${operator}".`;
  if (!before.trimEnd().endsWith('"')) return undefined;
  if (/\\"[^"]*"\s*$/.test(before)) return backslashQuote;
  if (/[*\w]"$/.test(before) && rest.startsWith('*'))
    return 'There are no wildcards in or beside quotes; write the whole value without them.';
  return joinValues;
}

const backslashQuote = 'In quotes \\" is a quote; write \\\\ for a backslash.';

const joinValues = 'Join values with "or" or "and": field: ("a" or "b").';
