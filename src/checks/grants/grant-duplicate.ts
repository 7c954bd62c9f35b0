import { CRYPTO_OPERATIONS } from '../../model/crypto-operations.ts'
import type { GrantConstraintsRecord, GrantRecord } from '../../model/report.ts'
import { fail, type KeyCheck, pass } from '../check.ts'
import { revoke } from './grant-remedy.ts'
import { byGrants, grantsText, isOfService } from './grants.ts'
import { instantOf } from '../shared/time-text.ts'

const check: KeyCheck = {
  id: 'grant-duplicate',
  title: 'KMS grants should not be duplicates',
  scope: 'key',
  severity: 'low',
  why: 'Duplicate grants are a sign of an application that creates grants and does not retire them. Revoking a duplicate removes no access.',
  needs: ['grants'],
  judge: byGrants((grants, key) => {
    const copies = copiesAmong(comparable(grants))
    if (copies.length === 0) return pass
    return fail(
      `${grantsText(copies, key, { one: 'repeats', several: 'repeat' })} another grant with the same ${SAME}.`,
      revoke(key, copies),
    )
  }),
}
export default check

const SAME = 'operations, constraints and retiring principal'

/** Grants that say the same as another one, all of them. */
export function repeatedGrants(grants: readonly GrantRecord[]): GrantRecord[] {
  const bySense = new Map<string, GrantRecord[]>()
  for (const grant of byGrantee(comparable(grants)).flat()) {
    const sense = `${grant.grantee_principal} ${meaning(grant)}`
    const same = bySense.get(sense)
    if (same === undefined) bySense.set(sense, [grant])
    else same.push(grant)
  }
  return [...bySense.values()].filter(({ length }) => length > 1).flat()
}

/** A service keeps one grant for each of its resources, and retires each by itself. */
const comparable = (grants: readonly GrantRecord[]): GrantRecord[] => grants.filter(grant => !isOfService(grant))

/** Of grants that say the same, all but the oldest; of those whose age is not known, all but the first. */
function copiesAmong(grants: readonly GrantRecord[]): GrantRecord[] {
  const copies: GrantRecord[] = []
  for (const same of byGrantee(grants)) {
    const kept = new Map<string, GrantRecord>()
    for (const grant of same) {
      const what = meaning(grant)
      const before = kept.get(what)
      const isKept = before === undefined || isOlder(grant, before)
      if (isKept) kept.set(what, grant)
      if (before !== undefined) copies.push(isKept ? before : grant)
    }
  }
  return copies
}

/** ListGrants promises no order. https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html */
function isOlder(one: GrantRecord, other: GrantRecord): boolean {
  const [at, otherAt] = [instantOf(one.created_at), instantOf(other.created_at)]
  return at !== null && otherAt !== null && at < otherAt
}

/** Those of which there are several: few, so that little has to be compared. */
function byGrantee(grants: readonly GrantRecord[]): GrantRecord[][] {
  const groups = new Map<string, GrantRecord[]>()
  for (const grant of grants) {
    const group = groups.get(grant.grantee_principal)
    if (group === undefined) groups.set(grant.grantee_principal, [grant])
    else group.push(grant)
  }
  return [...groups.values()].filter(({ length }) => length > 1)
}

/**
 * The same text for the same operations and constraints, in whatever order they stand, that the same may retire: who
 * may retire a grant loses that with it. https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html
 */
function meaning({ operations, constraints, retiring_principal, issuing_account }: GrantRecord): string {
  let known = 0
  let others = ''
  for (const operation of operations) {
    const bit = BITS.get(operation)
    if (bit === undefined) others = [...others.split(' '), operation].toSorted().join(' ')
    else known += bit
  }
  const retirers = `${lengthened(retiring_principal)}${lengthened(issuing_account)}`
  return `${known}${others} ${retirers}${constraints === null ? '' : textOf(constraints)}`
}

/** Numbers are compared much faster than lists of names. */
const BITS: ReadonlyMap<string, number> = new Map(
  [
    ...CRYPTO_OPERATIONS,
    'CreateGrant',
    'DescribeKey',
    'GetPublicKey',
    'ReEncryptFrom',
    'ReEncryptTo',
    'RetireGrant',
  ].map((operation, index) => [operation, 2 ** index]),
)

const textOf = ({ encryption_context_equals, encryption_context_subset, source_arn }: GrantConstraintsRecord): string =>
  `${pairs(encryption_context_equals)}|${pairs(encryption_context_subset)}|${source_arn ?? ''}`

const lengthened = (text: string | null): string => (text === null ? '-' : `${text.length}:${text}`)

/** Lengths keep names and values apart, whatever they hold. */
function pairs(context: Record<string, string> | undefined): string {
  if (context === undefined) return ''
  const names = Object.keys(context)
  let text = ''
  for (const name of names.length < 2 ? names : names.toSorted()) {
    const value = context[name] ?? ''
    text += `${name.length},${value.length}:${name}${value}`
  }
  return text
}
