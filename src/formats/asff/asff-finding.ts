import { asffId } from './asff-id.ts'
import { defined } from '../../lib/defined.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { type Finding, type FindingStatus, isProblem, type Severity } from '../../model/finding.ts'
import type { Report } from '../../model/report/report.ts'
import { controlsOf } from '../finding/controls.ts'
import type { Subject } from '../finding/subject.ts'
import {
  adviceLines,
  controlText,
  documentUrl,
  safeDetail,
  shortenText,
  templateLines,
} from '../finding/finding-text.ts'
import { isNotBlank, toAsffResource } from './asff-resource.ts'
import type { AsffResource } from './asff-resource.ts'

/** A finding in the form that BatchImportFindings accepts, within its documented limits. */
export interface AsffFinding {
  SchemaVersion: '2018-10-08'
  Id: string
  ProductArn: string
  GeneratorId: string
  AwsAccountId: string
  AwsAccountName?: string
  Types: string[]
  CreatedAt: string
  UpdatedAt: string
  Severity: { Label: AsffSeverity; Original: string }
  FindingProviderFields: {
    Severity: { Label: AsffSeverity; Original: string }
    Types: string[]
    RelatedFindings?: RelatedAsffFinding[]
  }
  Title: string
  Description: string
  Remediation?: { Recommendation: { Text: string; Url?: string } }
  ProductFields: Record<string, string>
  Resources: AsffResource[]
  Compliance: { Status: AsffCompliance; RelatedRequirements?: string[] }
  RecordState: 'ACTIVE' | 'ARCHIVED'
}

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_RelatedFinding.html */
interface RelatedAsffFinding {
  ProductArn: string
  Id: string
}

type AsffSeverity = 'INFORMATIONAL' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL'
type AsffCompliance = 'PASSED' | 'WARNING' | 'FAILED' | 'NOT_AVAILABLE'

/**
 * Converts a finding. The ProductArn names the account and Region of the subject, because Security Hub accepts a
 * finding only there.
 */
export function toAsff(subject: Subject, { generated_at, tool_version }: Report): AsffFinding {
  const { finding, partition, region } = subject
  const account = finding.account_id
  const severity = { Label: asffSeverity(finding), Original: finding.severity }
  return {
    SchemaVersion: '2018-10-08',
    Id: asffId(finding),
    ProductArn: productArn(partition, region, account),
    GeneratorId: `${GENERATOR_PREFIX}${finding.check}`,
    AwsAccountId: account,
    ...(isNotBlank(subject.accountName) ? { AwsAccountName: shortenText(subject.accountName, 50) } : {}),
    Types: FINDING_TYPES,
    CreatedAt: generated_at,
    UpdatedAt: generated_at,
    Severity: severity,
    FindingProviderFields: { Severity: severity, Types: FINDING_TYPES, ...relatedFindings(subject) },
    Title: shortenText(finding.title, 256),
    Description: shortenText(safeDetail(finding), 1024),
    ...(finding.remedy === '' ? {} : { Remediation: { Recommendation: recommendationOf(subject) } }),
    ProductFields: productFields(subject, tool_version),
    Resources: [toAsffResource(subject)],
    Compliance: asffCompliance(subject),
    RecordState: isProblem(finding) ? 'ACTIVE' : 'ARCHIVED',
  }
}

/**
 * Returns the advice and the commands. A command that is cut off must not be run, so all commands are left out if they
 * do not fit.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/asff-top-level-attributes.html
 */
function recommendationOf({ finding, check }: Subject): { Text: string; Url?: string } {
  return { Text: recommendationText(finding), ...defined({ Url: documentUrl(check?.docs) }) }
}

function recommendationText(finding: Finding): string {
  const [warning] = templateLines(finding)
  const advice = [...adviceLines(finding), ...(warning === undefined ? [] : [warning])]
  const remedy = safeText(finding.remedy)
  const whole = [...advice, remedy].join(' ')
  if (whole.length <= LONGEST_TEXT) return whole
  if (remedy.length <= LONGEST_TEXT) return remedy
  return shortenText([...advice, 'For the commands, run kms-audit with -o json.'].join(' '), LONGEST_TEXT)
}

const LONGEST_TEXT = 512

/**
 * Returns the ARN of the default product. All findings that an account itself sends in a Region share it.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-custom-providers.html
 */
export const productArn = (partition: string, region: string, account: string): string =>
  `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`

/** The beginning of every GeneratorId of this program. */
export const GENERATOR_PREFIX = 'kms-audit/'

/** The product field with the Regions that a finding about an account covers, joined by commas. */
export const REGIONS_FIELD = 'kms-audit/Regions'

export const FINDING_TYPES = ['Software and Configuration Checks/AWS Security Best Practices']

const ASFF_SEVERITIES: Readonly<Record<Severity, AsffSeverity>> = {
  critical: 'CRITICAL',
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
  info: 'INFORMATIONAL',
}

/**
 * A check that passes or does not apply is informational, whatever its severity. Security Hub's own controls do the
 * same.
 */
const asffSeverity = ({ status, severity }: Finding): AsffSeverity =>
  status === 'pass' || status === 'not_applicable' ? 'INFORMATIONAL' : ASFF_SEVERITIES[severity]

const ASFF_COMPLIANCE: Readonly<Record<Exclude<FindingStatus, 'muted'>, AsffCompliance>> = {
  fail: 'FAILED',
  unknown: 'WARNING',
  pass: 'PASSED',
  not_applicable: 'NOT_AVAILABLE',
}

/** Returns the compliance status. A muted failure is still a failure, although its finding is archived. */
function asffCompliance(subject: Subject): AsffFinding['Compliance'] {
  const { finding } = subject
  const Status = ASFF_COMPLIANCE[finding.status === 'muted' ? (finding.muted?.status ?? 'fail') : finding.status]
  const controls = controlsOf(subject).slice(0, 32)
  const RelatedRequirements = controls.map(control => shortenText(controlText(control), 64))
  return RelatedRequirements.length === 0 ? { Status } : { Status, RelatedRequirements }
}

/** The findings of the default product that explain this one. Security Hub accepts at most ten. */
function relatedFindings({ finding: { related = [] }, partition }: Subject): {
  RelatedFindings?: RelatedAsffFinding[]
} {
  const RelatedFindings = related.slice(0, 10).map(({ account_id, region, finding_id: Id }) => ({
    ProductArn: productArn(partition, region, account_id),
    Id,
  }))
  return RelatedFindings.length === 0 ? {} : { RelatedFindings }
}

function productFields({ finding, regions, name, owners }: Subject, version: string): Record<string, string> {
  const { check, status, muted, is_new, related = [] } = finding
  const ownersText = owners.join(', ')
  const named = finding.resource === undefined ? 'kms-audit/KeyName' : 'kms-audit/ResourceName'
  return {
    'kms-audit/Check': check,
    'kms-audit/Status': status,
    'kms-audit/Version': version,
    ...(isNotBlank(name) ? { [named]: shortenText(name, 1024) } : {}),
    ...(isNotBlank(ownersText) ? { 'kms-audit/Owners': shortenText(ownersText, 1024) } : {}),
    ...(regions.length === 0 ? {} : { [REGIONS_FIELD]: shortenText(regions.toSorted().join(','), 2048) }),
    ...(muted === undefined ? {} : { 'kms-audit/MutedBecause': shortenText(muted.reason, 1024) }),
    ...(typeof muted?.expires === 'string' ? { 'kms-audit/MutedUntil': muted.expires } : {}),
    ...(related[0] === undefined ? {} : { 'kms-audit/RelatedFindingId': shortenText(related[0].finding_id, 1024) }),
    ...(is_new === undefined ? {} : { 'kms-audit/New': String(is_new) }),
  }
}
