import { aboutText, fingerprintOf } from '../finding/subject.ts'
import type { Subject } from '../finding/subject.ts'
import type { Finding } from '../../model/finding.ts'
import { adviceLines, safeDetail, templateLines } from '../finding/finding-text.ts'
import { sarifLevel, sarifSentence } from './sarif-rules.ts'
import { sarifText } from './sarif-text.ts'
import { safeText } from '../../lib/text/safe-text.ts'

export function toSarifResult(subject: Subject, indexes: ReadonlyMap<string, number>): Record<string, unknown> {
  const { finding } = subject
  const fingerprint = fingerprintOf(finding)
  return {
    ruleId: finding.check,
    ruleIndex: indexes.get(finding.check) ?? -1,
    ...kindAndLevel(finding),
    message: { text: resultMessage(subject) },
    locations: [resultLocation(subject)],
    // GitHub uses only this name. Without it, GitHub looks for lines of a file that does not exist.
    partialFingerprints: { 'kmsAudit/v1': fingerprint, primaryLocationLineHash: fingerprint },
    ...(finding.is_new === undefined ? {} : { baselineState: finding.is_new ? 'new' : 'unchanged' }),
    ...suppressionFields(finding),
    properties: { severity: finding.severity, ...nameProperties(subject) },
  }
}

/** Returns the kind and level. `open` means that the tool could not decide. */
function kindAndLevel({ status, muted, severity }: Finding): { kind: string; level: string } {
  const isOpen = (status === 'muted' ? muted?.status : status) === 'unknown'
  return isOpen ? { kind: 'open', level: 'none' } : { kind: 'fail', level: sarifLevel(severity) }
}

function resultMessage(subject: Subject): string {
  const { finding, arn } = subject
  const remedy = finding.remedy === '' ? [] : [`Remedy: ${safeText(finding.remedy)}`]
  const about = [aboutText(subject), arn].filter(Boolean).join(', ')
  return [
    `${sarifSentence(safeDetail(finding))} (${sarifText(safeText(about))})`,
    ...[...adviceLines(finding), ...templateLines(finding), ...remedy].map(sarifText),
  ].join('\n')
}

const nameProperties = ({ name, accountName, owners }: Subject) => ({
  ...(name === null ? {} : { key_name: safeText(name) }),
  ...(accountName === null ? {} : { account_name: safeText(accountName) }),
  ...(owners.length === 0 ? {} : { owners: owners.map(safeText) }),
})

/**
 * Returns the location of the key or resource. It is not a file, but some readers need one, so a path names the account,
 * Region and key or resource.
 */
function resultLocation({ finding, arn, name: called }: Subject): unknown {
  const { account_id, region, key_id, resource } = finding
  const uri = ['aws', account_id, region, key_id, resource?.type, resource?.id]
    .flatMap(part => part ?? [])
    .map(encodeURIComponent)
    .join('/')
  const name = called ?? key_id ?? account_id
  return {
    physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } },
    logicalLocations: [{ name: safeText(name), fullyQualifiedName: arn, kind: 'resource' }],
  }
}

function suppressionFields({ status, muted }: Finding): { suppressions?: unknown[] } {
  if (status !== 'muted') return {}
  const { reason = '', expires = null } = muted ?? {}
  const until = expires === null ? {} : { properties: { expires } }
  return { suppressions: [{ kind: 'external', status: 'accepted', justification: safeText(reason), ...until }] }
}
