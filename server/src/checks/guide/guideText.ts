// guide-text: Markdown of a guide that is shown as it is written, and what is still to be written.
import { stringNodeAt } from '../../rule/tomlValues';
import type { TomlString } from '../../toml/ast';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { ruleOf } from '../ruleTables';
import { brokenHeadingsOf, lineOf, placeIn, rewrite } from './noteText';

export const guideText: Check = {
  code: 'guide-text',
  severity: 'warning',
  doc: 'A heading or link in `note` or `setup` is no Markdown, or a part is still to be written.',
  run: ({ document }) =>
    findEach(keys, (key) => {
      const text = stringNodeAt(ruleOf(document), key);
      return text ? [...headings(text), ...links(text), ...leftovers(text)] : nothing;
    }),
};

const keys = ['note', 'setup'];

function headings(text: TomlString): readonly Finding[] {
  return findEach(brokenHeadingsOf(text), (heading) => {
    const span = lineOf(text, heading);
    const right = heading.line.replace(/^#+/, '$& ');
    return [
      {
        message: 'A heading has a blank behind its `#`: this is shown as it is written.',
        span,
        fixes: rewrite(text, { span, text: right }),
      },
    ];
  });
}

/** Guides are long: single signs are found much faster than patterns. */
function links(text: TomlString): readonly Finding[] {
  const { value } = text;
  let found: Finding[] | undefined;
  for (let at = value.indexOf(linkStart); at >= 0; at = value.indexOf(linkStart, at + 1)) {
    const close = value.indexOf(')', at);
    const lineEnd = value.indexOf('\n', at);
    const end = lineEnd < 0 ? value.length : lineEnd;
    if (close >= 0 && close < end) continue;
    const [address = ''] = /\S*/.exec(value.slice(at + 2, end)) ?? [];
    (found ??= []).push({
      message: 'This link is not closed: a `)` is missing behind the address.',
      span: placeIn(text, at + 2, address.length),
    });
  }
  return found ?? nothing;
}

const linkStart = '](http';

const marks = ['TODO', 'FIXME', 'TBD'];

function leftovers(text: TomlString): readonly Finding[] {
  return findEach(marks, (mark) => {
    const at = text.value.indexOf(mark);
    if (at < 0 || /\w/.test(text.value.charAt(at - 1) + text.value.charAt(at + mark.length)))
      return nothing;
    const span = placeIn(text, at, mark.length);
    return [{ message: `\`${mark}\` is left: this part is still to be written.`, span }];
  });
}
