// Hover on codes in Windows event data: Kerberos, logon status, access rights and masks.
import { findCode, rightsOf } from '../catalog/windowsCodes';
import type { CodeKind, WindowsCode } from '../catalog/windowsCodes';
import { bullets, code, escapeMarkdown, paragraphs } from './markdown';

/** Kinds of codes by the last part of the field's name; of several the first that knows the value counts. */
const kindsByLeaf: ReadonlyMap<string, readonly CodeKind[]> = new Map(
  Object.entries<readonly CodeKind[]>({
    TicketEncryptionType: ['encryption'],
    SessionKeyEncryptionType: ['encryption'],
    ClientAdvertizedEncryptionTypes: ['encryption'],
    PreAuthType: ['preauth'],
    Status: ['status', 'kerberos'],
    SubStatus: ['status'],
    FailureCode: ['kerberos', 'status'],
    ErrorCode: ['status'],
    AccessList: ['access'],
    AccessReason: ['access'],
  }),
);

const titles: Readonly<Partial<Record<CodeKind, string>>> = {
  encryption: 'Kerberos encryption type',
  preauth: 'Kerberos pre-authentication type',
  kerberos: 'Kerberos error',
  status: 'logon status',
  access: 'access right',
};

/** The kinds of codes that a field of Windows events holds. */
export function codeKindsOf(field: string): readonly CodeKind[] {
  if (!field.startsWith('winlog.event_data.')) return [];
  return kindsByLeaf.get(field.slice(field.lastIndexOf('.') + 1)) ?? [];
}

/** Markdown about a code; undefined for other fields and unknown codes. */
export function describeWindowsCode(field: string, value: string): string | undefined {
  if (/^winlog\.event_data\.(?:AccessMask|GrantedAccess)$/.test(field))
    return describeMask(field, value);
  for (const kind of codeKindsOf(field)) {
    const found = findCode(kind, value);
    if (found)
      return paragraphs(
        `**${code(value)}** · ${escapeMarkdown(found.name)} · ${titles[kind] ?? ''}`,
        escapeMarkdown(found.description),
      );
  }
  return undefined;
}

/** The rights in a mask. What the low bits mean depends on the object: both readings are given for `AccessMask`. */
function describeMask(field: string, value: string): string | undefined {
  const isProcess = field.endsWith('GrantedAccess');
  const kinds = isProcess ? (['process'] as const) : (['file', 'directory'] as const);
  const lists = kinds.map((kind) => ({ kind, rights: rightsOf(value, kind) }));
  if (lists.some(({ rights }) => rights === undefined || rights.length === 0)) return undefined;
  return paragraphs(
    `**${code(value)}** · access mask`,
    ...lists.map(
      ({ kind, rights }) => `**${objects[kind]}**\n${bullets((rights ?? []).map(rightLine))}`,
    ),
  );
}

const objects = {
  process: 'On a process',
  file: 'On a file or folder',
  directory: 'On an Active Directory object',
};

function rightLine({ code: bit, name, description }: WindowsCode): string {
  return `${code(bit)} ${escapeMarkdown(name)}: ${escapeMarkdown(description)}`;
}
