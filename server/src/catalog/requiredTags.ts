// Tags that belong to the indices a rule reads.
const cloud = 'Domain: Cloud';
const containers = ['Data Source: Elastic Defend for Containers', 'Domain: Container'];
const gcp = ['Data Source: Google Cloud Platform', 'Data Source: GCP', cloud];
const security = ['Data Source: Windows Security Event Logs'];
const apm = ['Data Source: APM'];

/** Tags by exact index pattern. Facts: TestRuleTags of the detection-rules repository. */
const tagsByIndex: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'logs-endpoint.events.*': ['Domain: Endpoint', 'Data Source: Elastic Defend'],
    'logs-endpoint.alerts-*': ['Data Source: Elastic Defend'],
    'endgame-*': ['Data Source: Elastic Endgame'],
    'logs-aws*': ['Data Source: AWS', 'Data Source: Amazon Web Services', cloud],
    'logs-azure*': ['Data Source: Azure', cloud],
    'logs-o365*': ['Data Source: Microsoft 365', cloud],
    'logs-okta*': ['Data Source: Okta'],
    'logs-gcp*': gcp,
    'logs-google_workspace*': ['Data Source: Google Workspace', cloud],
    'logs-cloud_defend*': containers,
    'logs-cloud_defend.alerts-*': containers,
    'logs-kubernetes.*': ['Data Source: Kubernetes'],
    'apm-*-transaction*': apm,
    'traces-apm*': apm,
    '.alerts-security.*': ['Rule Type: Higher-Order Rule'],
    'logs-cyberarkpas.audit*': ['Data Source: CyberArk PAS'],
    'logs-windows.sysmon_operational-*': ['Data Source: Sysmon'],
    'logs-windows.powershell*': ['Data Source: PowerShell Logs'],
    'logs-system.security*': security,
    'logs-system.forwarded*': security,
    'logs-system.system*': ['Data Source: Windows System Event Logs'],
    'logs-sentinel_one_cloud_funnel.*': ['Data Source: SentinelOne'],
    'logs-fim.event-*': ['Data Source: File Integrity Monitoring'],
    'logs-m365_defender.event-*': ['Data Source: Microsoft Defender XDR'],
    'logs-crowdstrike.fdr*': ['Data Source: Crowdstrike'],
  }),
);

/** The tags that a rule with this index pattern must have in the detection-rules repository; none for most patterns. */
export function requiredTags(pattern: string): readonly string[] {
  return tagsByIndex.get(pattern) ?? [];
}
