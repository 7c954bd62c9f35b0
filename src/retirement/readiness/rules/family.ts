import { listText } from '../../../lib/text/lists.ts'
import type { KeyRecord } from '../../../model/report/report.ts'
import { daysSince, type ReadinessContext } from '../context.ts'
import type { ReasonRule } from '../reason.ts'

/** Related multi-Region keys have the same key material, so one decrypts what another encrypted. */
const familyInUse: ReasonRule = {
  id: 'family-in-use',
  level: 'blocked',
  title: 'A related multi-Region key is in use',
  find(key, context) {
    const used = context.relatives(key).filter(one => isUsed(one, context))
    if (used.length === 0 && !isInUseThroughFamily(key, context)) return null
    const where = used.length === 0 ? 'in another Region' : `in ${listText(used.map(({ region }) => region))}`
    return {
      text: `The same multi-Region key is in use ${where}, and can decrypt what this one encrypted.`,
      source: 'usage',
      clears: 'Retire the whole family, when none of its keys is used.',
    }
  },
}

const isUsed = ({ usage, disposition }: KeyRecord, context: ReadinessContext): boolean =>
  usage?.last_used_at ? daysSince(usage.last_used_at, context) < context.report.unused_days : disposition === 'in_use'

const isInUseThroughFamily = (key: KeyRecord, context: ReadinessContext): boolean =>
  key.disposition === 'in_use' && !isUsed({ ...key, disposition: 'unknown' }, context)

const familyNotAudited: ReasonRule = {
  id: 'family-not-audited',
  level: 'blocked',
  title: 'A related multi-Region key is not in the report, or its use is not known',
  find(key, context) {
    const relatives = context.relatives(key)
    const known = new Set(
      relatives.filter(({ disposition }) => disposition !== 'unknown').map(({ key_arn }) => key_arn),
    )
    const unknown = [...new Set([...relatives.map(({ key_arn }) => key_arn), ...relativesNamedBy(key)])]
      .filter(arn => arn !== key.key_arn && !known.has(arn))
      .map(arn => arn.split(':')[3] ?? '')
    if (unknown.length === 0) return null
    return {
      text: `Whether the same multi-Region key is in use in ${listText(unknown)} is not known.`,
      source: 'usage',
      clears: `Audit these Regions too: add -r ${[...new Set([key.region, ...unknown])].toSorted().join(',')}.`,
    }
  },
}

const relativesNamedBy = ({ primary_key_arn, replica_keys }: KeyRecord): string[] => [
  ...(primary_key_arn === null ? [] : [primary_key_arn]),
  ...replica_keys,
]

export const ofFamily: readonly ReasonRule[] = [familyInUse, familyNotAudited]
