import { DAY } from '../../model/time.ts'
import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { forCustomerKeys } from '../shared/customer-keys.ts'
import { awsCommand, kmsCommand } from '../shared/remedy.ts'
import { agoText, toInstant } from '../shared/times.ts'

const check: KeyCheck = {
  id: 'key-unavailable',
  title: 'KMS keys should be available',
  scope: 'key',
  severity: 'high',
  why: 'A key that is not available cannot decrypt data. Its custom key store is disconnected, or KMS has not finished creating or updating the key.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-store-overview.html',
  needs: ['description'],
  judge: forCustomerKeys((key, { now }) => {
    const { key_state: state, region } = key
    if (state === 'Unavailable') {
      const stores = awsCommand('kms', 'describe-custom-key-stores', '--region', region)
      return fail('The key state is Unavailable: the custom key store is disconnected or cannot be reached.', stores)
    }
    if (state === 'Creating') {
      const created = toInstant(key.created_at)
      if (created === null) return unknown('The key state is Creating. The creation date is not known.')
      if (now - created < DAY) return pass
      return fail(
        `The key state has been Creating since ${agoText(created, now)}.`,
        kmsCommand('describe-key', key),
        'medium',
      )
    }
    if (state === 'Updating')
      return unknown('The key state is Updating, which usually lasts minutes. The start of the update is not known.')
    return state !== null && REACHABLE.has(state) ? pass : unknown(`The key state ${state} is not known to kms-audit.`)
  }),
}
export default check

/** States of available keys, and states that other checks report. */
const REACHABLE: ReadonlySet<string> = new Set([
  'Enabled',
  'Disabled',
  'PendingDeletion',
  'PendingReplicaDeletion',
  'PendingImport',
])
