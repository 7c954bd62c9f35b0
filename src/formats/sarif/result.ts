import { fingerprintOf } from '../finding/subject.ts'
import type { Subject } from '../finding/subject.ts'
import type { Finding } from '../../model/finding.ts'
import { detailOf } from '../finding/text.ts'
import { levelOf, sentence } from './rules.ts'
import { sarifText } from './text.ts'
import { safeText } from '../../lib/text.ts'

export function toResult(subject: Subject, indexes: ReadonlyMap<string, number>): Record<string, unknown> {
  const { finding, arn } = subject
  const fingerprint = fingerprintOf(finding)
  return {
    ruleId: finding.check,
    ruleIndex: indexes.get(finding.check) ?? -1,
    ...kindOf(finding),
    message: { text: messageOf(finding, arn) },
    locations: [locationOf(subject)],
    // GitHub heeds this one name alone, and would otherwise look for lines of a file that does not exist.
    partialFingerprints: { 'kmsAudit/v1': fingerprint, primaryLocationLineHash: fingerprint },
    ...(finding.is_new === undefined ? {} : { baselineState: finding.is_new ? 'new' : 'unchanged' }),
    ...suppressionsOf(finding),
    properties: { severity: finding.severity },
  }
}

/** `open`: the tool could not decide. */
function kindOf({ status, muted, severity }: Finding): { kind: string; level: string } {
  const isOpen = (status === 'muted' ? muted?.status : status) === 'unknown'
  return isOpen ? { kind: 'open', level: 'none' } : { kind: 'fail', level: levelOf(severity) }
}

function messageOf(finding: Finding, arn: string): string {
  const remedy = finding.remedy === '' ? '' : ` Remedy: ${sarifText(safeText(finding.remedy))}`
  return `${sentence(detailOf(finding))} (${sarifText(safeText(arn))})${remedy}`
}

/** A key is no file. Readers that need one are given a path that says where the key is. */
function locationOf({ finding, arn, key }: Subject): unknown {
  const { account_id, region, key_id } = finding
  const uri = ['aws', account_id, ...(region === null ? [] : [region]), ...(key_id === null ? [] : [key_id])]
    .map(encodeURIComponent)
    .join('/')
  const name = key?.aliases[0] ?? key_id ?? account_id
  return {
    physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } },
    logicalLocations: [{ name: safeText(name), fullyQualifiedName: arn, kind: 'resource' }],
  }
}

function suppressionsOf({ status, muted }: Finding): { suppressions?: unknown[] } {
  if (status !== 'muted') return {}
  const { reason = '', expires = null } = muted ?? {}
  const until = expires === null ? {} : { properties: { expires } }
  return { suppressions: [{ kind: 'external', status: 'accepted', justification: safeText(reason), ...until }] }
}
