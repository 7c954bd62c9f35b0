import type { GrantRecord } from '../../model/report/report.ts'
import { fail, type KeyCheck, pass } from '../check.ts'
import { toInstant } from '../shared/times.ts'
import { revokeGrants } from './shared/grant-remedy.ts'
import { grantsText, judgeGrants } from './shared/grants.ts'
import { repeatedGrants } from './shared/repeated-grants.ts'

const check: KeyCheck = {
  id: 'grant-duplicate',
  title: 'KMS grants should not be duplicates',
  scope: 'key',
  severity: 'low',
  why: 'Duplicate grants are a sign of an application that creates grants and does not retire them. Revoking a duplicate removes no access.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/grant-best-practices.html',
  needs: ['grants'],
  judge: judgeGrants((grants, key) => {
    const copies = repeatedGrants(grants).flatMap(withoutOldest)
    if (copies.length === 0) return pass
    return fail(
      `${grantsText(copies, key, { one: 'repeats', several: 'repeat' })} another grant with the same ${SAME}.`,
      revokeGrants(key, copies),
    )
  }),
}
export default check

const SAME = 'operations, constraints and retiring principal'

/** Removes the grant to keep: the oldest one, or the first one if the ages are not known. */
function withoutOldest(grants: readonly GrantRecord[]): GrantRecord[] {
  const kept = grants.reduce((oldest, grant) => (isOlder(grant, oldest) ? grant : oldest))
  return grants.filter(grant => grant !== kept)
}

/** ListGrants promises no order. https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html */
function isOlder(one: GrantRecord, other: GrantRecord): boolean {
  const [at, otherAt] = [toInstant(one.created_at), toInstant(other.created_at)]
  return at !== null && otherAt !== null && at < otherAt
}
