// What the settings and the schemas of the workspace say of fields, per open rule: kept until something of it changes.
import { fileURLToPath } from 'node:url';
import type { RuleDocument } from './rule/ruleDocument';
import type { WorkspaceFields } from './services/knowledge';
import type { Settings } from './settings';
import { ifReadable } from './workspace/fileSystem';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { scopeOf } from './workspace/schemas/ruleScope';
import { loadTypes } from './workspace/typeSources';

export interface OpenRule {
  readonly uri: string;
  readonly document: RuleDocument;
  readonly settings: Settings;
  /** Changes with the settings and with files of the workspace that declare fields. */
  readonly serial: number;
}

interface Kept {
  readonly key: string;
  readonly fields: WorkspaceFields | undefined;
}

/** Lives as long as the connection. */
export class RuleFields {
  private readonly kept = new Map<string, Kept>();

  /** Undefined where a file of types cannot be used; a run says what is wrong with it. */
  of(rule: OpenRule): WorkspaceFields | undefined {
    const key = keyOf(rule);
    const known = this.kept.get(rule.uri);
    if (known?.key === key) return known.fields;
    const fields = load(rule);
    this.kept.set(rule.uri, { key, fields });
    return fields;
  }

  forget(uri: string): void {
    this.kept.delete(uri);
  }
}

/** Of a query that is being edited only the data sets that it asks for count. */
function keyOf({ document, settings, serial }: OpenRule): string {
  const { indices, packages, streams, minStack } = scopeOf(document);
  const chosen = [indices, [...packages], [...streams], minStack];
  return JSON.stringify([serial, settings.fieldTypes, chosen]);
}

function load({ uri, document, settings: { fieldTypes } }: OpenRule): WorkspaceFields | undefined {
  return ifReadable(() => {
    const place = uri.startsWith('file:') ? { rulePath: fileURLToPath(uri) } : {};
    const { types, ownNames } = loadTypes({ fieldTypes, ...place }, document, nodeFileSystem);
    return { find: (name) => types.find(name), names: ownNames };
  });
}
