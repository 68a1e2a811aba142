// Hover on ids of other things: rules of the workspace, wherever a file names them, and timeline templates.
import { timelineTemplates } from '../catalog/timelineTemplates';
import type { RuleDocument } from '../rule/ruleDocument';
import type { Span } from '../text/span';
import type { Knowledge } from './knowledge';
import { code, escapeMarkdown, paragraphs } from './markdown';
import type { KnownRule } from './otherRules';
import { mentionAt } from './workspaceRules';

export interface IdHover {
  readonly markdown: string;
  readonly span: Span;
}

/** Undefined where no id stands, and for ids that are not known; a rule's own id is left to who explains the key. */
export function idHoverAt(
  document: RuleDocument,
  offset: number,
  { rules }: Pick<Knowledge, 'rules'>,
): IdHover | undefined {
  const mention = mentionAt(document, offset);
  if (mention?.kind !== 'rule' || mention.isDefinition) return undefined;
  const { name, span } = mention;
  const markdown = describeTemplate(name) ?? describeRules(rules?.withId(name) ?? []);
  return markdown === undefined ? undefined : { markdown, span };
}

function describeTemplate(id: string): string | undefined {
  const title = timelineTemplates.get(id);
  return title === undefined
    ? undefined
    : paragraphs(`**${escapeMarkdown(title)}** · timeline template`, 'Elastic ships it.');
}

function describeRules(rules: readonly KnownRule[]): string | undefined {
  return rules.length === 0 ? undefined : rules.map(describeRule).join('\n\n---\n\n');
}

function describeRule({ name, type, isDeprecated, path, id = '' }: KnownRule): string {
  const facts = [
    'rule',
    ...(type === undefined ? [] : [code(type)]),
    ...(isDeprecated ? ['deprecated'] : []),
  ];
  return paragraphs(`**${escapeMarkdown(name ?? id)}** · ${facts.join(' · ')}`, code(path));
}
