// Types of the parser that `npm run build:grammars` makes from grammar.peggy.
import type { LuceneNode } from './ast';
import type { TreeBuilder } from './treeBuilder';

/** Parses a whole query; never fails. Mistakes go to `tree.mistakes`. */
export function parse(text: string, options: { readonly tree: TreeBuilder }): LuceneNode;
