import { operationsOf } from '../model/crypto-operations.ts'
import type { GrantRecord } from '../model/report.ts'
import { fail, type KeyCheck, pass, unknown } from './check.ts'
import { narrow } from './grant-remedy.ts'
import { byGrants, grantsText, isOfService } from './granted.ts'

const check: KeyCheck = {
  id: 'grant-broad',
  title: 'No grant allows everything the key can do',
  scope: 'key',
  severity: 'medium',
  why: 'Whoever holds a grant for all operations and for CreateGrant can do everything with the data, and let others do it too.',
  needs: ['grants'],
  judge: byGrants((grants, key) => {
    const delegating = grants.filter(grant => grant.operations.includes('CreateGrant') && !isOfService(grant))
    if (delegating.length === 0) return pass
    const { key_usage: usage, key_spec: spec } = key
    const possible = operationsOf(usage, spec)
    if (possible === operationsOf(null, null)) {
      return unknown(
        `What a key of usage ${usage ?? 'unknown'} can do is not known, so grants cannot be compared with it.`,
      )
    }
    const broad = delegating.filter(grant => allowsAll(grant, possible))
    if (broad.length === 0) return pass
    return fail(
      `${grantsText(broad, key, { one: 'allows', several: 'allow' })} CreateGrant and all that a key of usage ${usage} can do: ${possible.join(', ')}.`,
      narrow(
        key,
        broad,
        { without: 'CreateGrant' },
        'the grantees can no longer make grants; leave out other operations too that they do not need',
      ),
    )
  }),
}
export default check

/** ReEncrypt does not count: whoever may decrypt and encrypt has it already. */
const allowsAll = ({ operations }: GrantRecord, possible: readonly string[]): boolean =>
  possible.every(operation => operations.includes(operation))
