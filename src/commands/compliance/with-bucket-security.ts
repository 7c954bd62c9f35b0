import type { AuditedKeys } from '../../collect/compliance/audit-keys.ts'
import { asffId } from '../../formats/asff/asff-id.ts'
import { groupBy } from '../../lib/group-by.ts'
import type { Collected } from '../../model/assessments/assessment.ts'
import type { ComplianceAssessment, EncryptedResourceRecord } from '../../model/assessments/compliance.ts'
import { type Finding, isSevere, SEVERITIES } from '../../model/finding.ts'

type Compliance = Collected<ComplianceAssessment>

type KeySecurity = Required<
  Pick<EncryptedResourceRecord, 'kms_security_status' | 'kms_security_reason' | 'linked_kms_finding_id'>
>

/** Adds to each bucket with a customer managed key what the findings of its key say. */
export async function withBucketSecurity(
  whole: Compliance,
  audit: (arns: readonly string[]) => Promise<AuditedKeys>,
): Promise<Compliance> {
  const arns = whole.resources.filter(isOwnKeyed).flatMap(({ key_arn: arn }) => arn ?? [])
  const audited = arns.length === 0 ? null : await audit([...new Set(arns)].toSorted())
  const statusOf = keyStatuses(audited)
  const resources = whole.resources.map(one => {
    if (one.type !== 's3-bucket') return one
    if (isOwnKeyed(one)) return { ...one, ...statusOf(one.key_arn ?? '') }
    return one.key_kind === 'other_account' ? { ...one, ...undecided(OTHER_ACCOUNT) } : one
  })
  return { ...whole, resources }
}

const isOwnKeyed = ({ type, key_kind: kind }: EncryptedResourceRecord): boolean =>
  type === 's3-bucket' && kind === 'customer_managed'

const undecided = (reason: string): KeySecurity => ({
  kms_security_status: 'unknown',
  kms_security_reason: reason,
  linked_kms_finding_id: null,
})

const OTHER_ACCOUNT = 'The key belongs to another account, where its policy and its findings are.'

/** Returns a function that says what the findings of a key mean, by its ARN. */
function keyStatuses(audited: AuditedKeys | null): (arn: string) => KeySecurity {
  if (audited === null) return () => undecided('The key was not audited.')
  if ('why' in audited) return () => undecided(audited.why)
  const { keys, findings = [] } = audited.report
  const byKey = new Map(groupBy(findings, nameOf).map(group => [group[0] === undefined ? '' : nameOf(group[0]), group]))
  const byArn = new Map(keys.map(key => [key.key_arn, key]))
  return arn => {
    const key = byArn.get(arn)
    if (key === undefined) return undecided('The key does not exist, or the keys of its Region could not be listed.')
    if (key.error !== null) return undecided(key.error)
    return securityOf(byKey.get(nameOf(key)) ?? [])
  }
}

const nameOf = ({ account_id, region, key_id }: Pick<Finding, 'account_id' | 'region' | 'key_id'>): string =>
  [account_id, region, key_id].join(' ')

/** A failing finding of medium severity or worse makes a key insecure; one that could not be decided, unknown. */
function securityOf(findings: readonly Finding[]): KeySecurity {
  const severe = findings
    .filter(finding => isSevere(finding, 'medium'))
    .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
  const worst = severe.find(({ status }) => status === 'fail')
  if (worst !== undefined)
    return {
      kms_security_status: 'insecure',
      kms_security_reason: `${worst.check} (${worst.severity}): ${worst.detail}`,
      linked_kms_finding_id: asffId(worst),
    }
  const open = severe.find(({ status }) => status === 'unknown')
  if (open !== undefined) return undecided(`${open.check}: ${open.detail}`)
  return { kms_security_status: 'secure', kms_security_reason: null, linked_kms_finding_id: null }
}
