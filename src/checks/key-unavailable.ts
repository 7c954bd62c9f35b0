import { DAY } from '../model/time.ts'
import { fail, type KeyCheck, pass, unknown } from './check.ts'
import { ofCustomerKeys } from './customer-keys.ts'
import { awsCommand, kmsCommand } from './remedy.ts'
import { agoText, instantOf } from './time-text.ts'

const check: KeyCheck = {
  id: 'key-unavailable',
  title: 'The key can be reached',
  scope: 'key',
  severity: 'high',
  why: 'A key that cannot be reached decrypts nothing: its key store is disconnected, or AWS has not finished making or changing it.',
  needs: ['description'],
  judge: ofCustomerKeys((key, { now }) => {
    const { key_state: state, region } = key
    if (state === 'Unavailable') {
      const stores = awsCommand('kms', 'describe-custom-key-stores', '--region', region)
      return fail('The key is Unavailable: its custom key store is disconnected or cannot be reached.', stores)
    }
    if (state === 'Creating') {
      const created = instantOf(key.created_at)
      if (created === null) return unknown('The key is Creating; since when is not known.')
      if (now - created < DAY) return pass
      return fail(
        `The key is still Creating, begun on ${agoText(created, now)}.`,
        kmsCommand('describe-key', key),
        'medium',
      )
    }
    if (state === 'Updating') return unknown('The key is Updating, which takes minutes; since when is not known.')
    return state !== null && REACHABLE.has(state) ? pass : unknown(`What the state ${state} means is not known.`)
  }),
}
export default check

/** States of keys that answer, and those that say themselves why they do not; other checks look at these. */
const REACHABLE: ReadonlySet<string> = new Set([
  'Enabled',
  'Disabled',
  'PendingDeletion',
  'PendingReplicaDeletion',
  'PendingImport',
])
