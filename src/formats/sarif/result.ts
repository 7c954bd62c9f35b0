import { aboutText, fingerprintOf } from '../finding/subject.ts'
import type { Subject } from '../finding/subject.ts'
import type { Finding } from '../../model/finding.ts'
import { adviceOf, detailOf } from '../finding/text.ts'
import { levelOf, sentence } from './rules.ts'
import { sarifText } from './text.ts'
import { safeText } from '../../lib/text/text.ts'

export function toResult(subject: Subject, indexes: ReadonlyMap<string, number>): Record<string, unknown> {
  const { finding } = subject
  const fingerprint = fingerprintOf(finding)
  return {
    ruleId: finding.check,
    ruleIndex: indexes.get(finding.check) ?? -1,
    ...kindOf(finding),
    message: { text: messageOf(subject) },
    locations: [locationOf(subject)],
    // GitHub heeds this one name alone, and would otherwise look for lines of a file that does not exist.
    partialFingerprints: { 'kmsAudit/v1': fingerprint, primaryLocationLineHash: fingerprint },
    ...(finding.is_new === undefined ? {} : { baselineState: finding.is_new ? 'new' : 'unchanged' }),
    ...suppressionsOf(finding),
    properties: { severity: finding.severity, ...namesOf(subject) },
  }
}

/** `open`: the tool could not decide. */
function kindOf({ status, muted, severity }: Finding): { kind: string; level: string } {
  const isOpen = (status === 'muted' ? muted?.status : status) === 'unknown'
  return isOpen ? { kind: 'open', level: 'none' } : { kind: 'fail', level: levelOf(severity) }
}

function messageOf(subject: Subject): string {
  const { finding, arn } = subject
  const remedy = finding.remedy === '' ? [] : [`Remedy: ${safeText(finding.remedy)}`]
  const about = [aboutText(subject), arn].filter(Boolean).join(', ')
  return [
    `${sentence(detailOf(finding))} (${sarifText(safeText(about))})`,
    ...[...adviceOf(finding), ...remedy].map(sarifText),
  ].join('\n')
}

const namesOf = ({ name, accountName, owners }: Subject) => ({
  ...(name === null ? {} : { key_name: safeText(name) }),
  ...(accountName === null ? {} : { account_name: safeText(accountName) }),
  ...(owners.length === 0 ? {} : { owners: owners.map(safeText) }),
})

/** A key is no file. Readers that need one are given a path that says where the key is. */
function locationOf({ finding, arn, name: called }: Subject): unknown {
  const { account_id, region, key_id } = finding
  const uri = ['aws', account_id, ...(region === null ? [] : [region]), ...(key_id === null ? [] : [key_id])]
    .map(encodeURIComponent)
    .join('/')
  const name = called ?? key_id ?? account_id
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
