import { safeText } from '../../lib/text/safe-text.ts'
import { type Finding, isAboutAccount, type Severity } from '../../model/finding.ts'
import type { Report } from '../../model/report/report.ts'
import { controlsOf } from '../finding/controls.ts'
import { fingerprintOf } from '../finding/subject.ts'
import type { Subject } from '../finding/subject.ts'
import { adviceLines, documentUrl, safeDetail, templateLines } from '../finding/finding-text.ts'

/**
 * Converts a finding to a Compliance Finding with the cloud profile.
 * https://schema.ocsf.io/1.6.0/classes/compliance_finding
 */
export function toOcsf(subject: Subject, report: Report): Record<string, unknown> {
  const { finding, region } = subject
  const { account_id } = finding
  const time = Date.parse(report.generated_at)
  const detail = safeDetail(finding)
  return {
    activity_id: 1,
    activity_name: 'Create',
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2003,
    class_name: 'Compliance Finding',
    type_uid: 200301,
    type_name: 'Compliance Finding: Create',
    time,
    ...ocsfSeverity(finding),
    ...ocsfStatus(finding),
    message: detail,
    metadata: {
      version: '1.6.0',
      profiles: ['cloud'],
      event_code: finding.check,
      product: { name: 'kms-audit', vendor_name: 'kms-audit', version: report.tool_version },
    },
    cloud: {
      provider: 'AWS',
      region,
      account: { uid: account_id, name: safeText(subject.accountName ?? account_id), type: 'AWS Account', type_id: 10 },
    },
    finding_info: {
      uid: fingerprintOf(finding),
      title: safeText(finding.title),
      desc: detail,
      created_time: time,
      types: ['Software and Configuration Checks'],
    },
    compliance: ocsfCompliance(subject),
    resources: [toOcsfResource(subject)],
    ...(finding.remedy === '' ? {} : { remediation: toOcsfRemediation(subject) }),
    ...unmappedFields(finding),
  }
}

function toOcsfRemediation({ finding, check }: Subject) {
  const url = documentUrl(check?.docs)
  const desc = [...adviceLines(finding), ...templateLines(finding), safeText(finding.remedy)].join('\n')
  return url === undefined ? { desc } : { desc, references: [url] }
}

const OCSF_SEVERITIES: Readonly<Record<Severity, { severity_id: number; severity: string }>> = {
  critical: { severity_id: 5, severity: 'Critical' },
  high: { severity_id: 4, severity: 'High' },
  medium: { severity_id: 3, severity: 'Medium' },
  low: { severity_id: 2, severity: 'Low' },
  info: { severity_id: 1, severity: 'Informational' },
}

/** A passed check is informational, whatever its severity. */
const ocsfSeverity = ({ status, severity }: Finding) => OCSF_SEVERITIES[status === 'pass' ? 'info' : severity]

function ocsfStatus({ status, muted }: Finding) {
  if (status === 'muted') {
    return { status_id: 3, status: 'Suppressed', status_detail: safeText(muted?.reason ?? '') }
  }
  return status === 'pass' ? { status_id: 4, status: 'Resolved' } : { status_id: 1, status: 'New' }
}

/** Returns the compliance status. A muted failure is still a failure. */
function ocsfCompliance(subject: Subject) {
  const { finding, check } = subject
  const controls = controlsOf(subject)
  return {
    control: finding.check,
    ...(check === undefined ? {} : { desc: safeText(check.why) }),
    ...(controls.length === 0
      ? {}
      : {
          standards: [...new Set(controls.map(({ framework }) => safeText(framework)))],
          requirements: controls.map(({ id }) => safeText(id)),
        }),
    ...OCSF_COMPLIANCE[(finding.status === 'muted' ? finding.muted?.status : finding.status) ?? 'fail'],
  }
}

const OCSF_COMPLIANCE = {
  pass: { status_id: 1, status: 'Pass' },
  fail: { status_id: 3, status: 'Fail' },
  unknown: { status_id: 0, status: 'Unknown' },
  not_applicable: { status_id: 99, status: 'Not applicable' },
  muted: { status_id: 3, status: 'Fail' },
}

function toOcsfResource({ finding, key, arn, partition, region, name, accountName, owners }: Subject) {
  // A global resource, such as an IAM role, is in no Region.
  const isGlobal = finding.resource !== undefined && finding.region === null
  const place = { cloud_partition: partition, ...(isGlobal ? {} : { region }) }
  if (isAboutAccount(finding))
    return { uid: arn, name: safeText(accountName ?? finding.account_id), type: 'AwsAccount', ...place }
  const { resource } = finding
  const labels = (resource?.tags ?? key?.tags ?? []).map(({ TagKey, TagValue }) => safeText(`${TagKey}=${TagValue}`))
  return {
    uid: arn,
    name: safeText(name ?? finding.key_id ?? arn),
    type: resource === undefined ? 'AwsKmsKey' : resource.type,
    ...place,
    ...(labels.length === 0 ? {} : { labels }),
    ...(owners.length === 0 ? {} : { owner: { name: safeText(owners.join(', ')) } }),
  }
}

/** Returns the facts that OCSF has no field for. */
function unmappedFields({ muted, is_new }: Finding) {
  const values = {
    ...(muted === undefined ? {} : { muted_until: muted.expires }),
    ...(is_new === undefined ? {} : { is_new }),
  }
  return Object.keys(values).length === 0 ? {} : { unmapped: values }
}
