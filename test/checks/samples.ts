import type { Check, CheckContext } from '../../src/checks/check.ts'
import adminAndUse from '../../src/checks/policy/policy-admin-and-use.ts'
import confusedDeputy from '../../src/checks/policy/policy-confused-deputy.ts'
import crossAccount from '../../src/checks/policy/policy-cross-account.ts'
import deadPrincipal from '../../src/checks/policy/policy-dead-principal.ts'
import deletionUnguarded from '../../src/checks/policy/policy-deletion-unguarded.ts'
import fullAccess from '../../src/checks/policy/policy-full-access.ts'
import ineffective from '../../src/checks/policy/policy-ineffective.ts'
import lockout from '../../src/checks/policy/policy-lockout.ts'
import isPublic from '../../src/checks/policy/policy-public.ts'
import type { KeyCheck } from '../../src/checks/check.ts'
import type { KeyRecord } from '../../src/model/report/report.ts'
import { aRecord, aReport } from '../formats/a-report.ts'

export const OWN = '111122223333'
export const OTHER = '444455556666'
export const THIRD = '999988887777'
export const ORGANIZATION = 'o-exampleorgid'
export const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab'

export const policyChecks: readonly KeyCheck[] = [
  isPublic,
  crossAccount,
  fullAccess,
  adminAndUse,
  confusedDeputy,
  deadPrincipal,
  lockout,
  ineffective,
  deletionUnguarded,
]

export const aKeyWith = (key_policy: unknown, rest: Partial<KeyRecord> = {}): KeyRecord =>
  aRecord({ account_id: OWN, key_id: KEY_ID, key_policy, ...rest })

export const aContext = (rest: Partial<CheckContext> = {}): CheckContext => ({
  now: Date.parse('2026-11-22T00:00:00Z') as CheckContext['now'],
  settings: { trustedAccounts: [], requiredTags: [] },
  organization: null,
  report: aReport({ keys: [] }),
  why: (_, operation) => `Access denied: ${operation}`,
  whyOfAccount: (_, operation) => `Access denied: ${operation}`,
  ...rest,
})

/** Ids of the checks that fail for a key with this policy, without `policy-` and in their order above. */
export function failing(policy: unknown, context = aContext(), key: Partial<KeyRecord> = {}): string[] {
  const record = aKeyWith(policy, key)
  return policyChecks
    .filter(check => check.judge(record, context).status === 'fail')
    .map(({ id }: Check) => id.replace(/^policy-/, ''))
}

export type Json = Record<string, unknown>

export const policyOf = (...statements: Json[]): Json => ({ Version: '2012-10-17', Statement: statements })
const statement = (Effect: string, Principal: unknown, Action: unknown, Condition?: Json): Json => ({
  Effect,
  Principal,
  Action,
  Resource: '*',
  ...(Condition === undefined ? {} : { Condition }),
})
export const allow = (principal: unknown, action: unknown, condition?: Json): Json =>
  statement('Allow', principal, action, condition)
export const deny = (principal: unknown, action: unknown, condition?: Json): Json =>
  statement('Deny', principal, action, condition)

export const account = (id: string): Json => ({ AWS: `arn:aws:iam::${id}:root` })
export const role = (name: string, id = OWN): Json => ({ AWS: `arn:aws:iam::${id}:role/${name}` })
export const service = (name: string): Json => ({ Service: `${name}.amazonaws.com` })

/** The default policy, which needs nothing but a guard against deletion … */
export const root = allow(account(OWN), 'kms:*')
/** … and that guard, so that the rows of a table show only what they are about. */
export const guard = deny('*', ['kms:ScheduleKeyDeletion', 'kms:DisableKey'], {
  NumericLessThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': '90' },
})
