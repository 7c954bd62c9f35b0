import { operationsOf } from '../../model/operations/crypto-operations.ts'
import type { GrantRecord } from '../../model/report/report.ts'
import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { replaceGrants } from './shared/grant-remedy.ts'
import { judgeGrants, grantsText, isServiceGrant } from './shared/grants.ts'

const check: KeyCheck = {
  id: 'grant-broad',
  title: 'KMS grants should not allow all operations of a key',
  scope: 'key',
  severity: 'medium',
  why: 'A grantee with all cryptographic operations and CreateGrant can use the key in every way and give the same access to others.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/grant-best-practices.html',
  needs: ['grants'],
  judge: judgeGrants((grants, key) => {
    const delegating = grants.filter(grant => grant.operations.includes('CreateGrant') && !isServiceGrant(grant))
    if (delegating.length === 0) return pass
    const { key_usage: usage, key_spec: spec } = key
    const possible = operationsOf(usage, spec)
    if (possible === operationsOf(null, null)) {
      return unknown(
        `The operations of a key with the usage ${usage ?? 'unknown'} are not known, so its grants cannot be compared with them.`,
      )
    }
    const broad = delegating.filter(grant => allowsAll(grant, possible))
    if (broad.length === 0) return pass
    return fail(
      `${grantsText(broad, key, { one: 'allows', several: 'allow' })} CreateGrant and all ${usage} operations: ${possible.join(', ')}.`,
      replaceGrants(key, broad, { without: 'CreateGrant' }, [
        'The grantees can no longer create grants.',
        'Also remove other operations that they do not need.',
      ]),
    )
  }),
}
export default check

/** Ignores the ReEncrypt operations: a grantee with Decrypt and Encrypt can do the same without them. */
const allowsAll = ({ operations }: GrantRecord, possible: readonly string[]): boolean =>
  possible.every(operation => operations.includes(operation))
