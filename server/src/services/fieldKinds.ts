// Fields whose values mean something we know.

export const eventCodeFields: readonly string[] = ['event.code', 'winlog.event_id'];
const logonTypeFields: readonly string[] = ['winlog.event_data.LogonType', 'winlog.logon.id_type'];

/** What takes event codes as values. */
export function holdsEventCode(field: string): boolean {
  return eventCodeFields.includes(field);
}

/** What takes logon types as values. */
export function holdsLogonType(field: string): boolean {
  return logonTypeFields.includes(field);
}

/** What takes SIDs as values, by its name: `user.id`, `winlog.event_data.SubjectUserSid` and their like. */
export function holdsSid(field: string): boolean {
  return /(?:^|\.)(?:user|group|target|effective)\.id$|sid$/i.test(field);
}
