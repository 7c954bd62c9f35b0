import { listText } from '../../../lib/text/lists.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import { externalAccounts } from '../../external-accounts.ts'
import type { ReasonRule } from '../reason.ts'

const crossAccount: ReasonRule = {
  id: 'cross-account',
  level: 'review',
  title: 'Other accounts may use the key',
  find(key, context) {
    const { accounts } = externalAccounts(key, context)
    if (accounts.length === 0) return null
    const who = accounts.includes('*')
      ? 'Any account'
      : `The ${accounts.length === 1 ? 'account' : 'accounts'} ${listText(accounts)}`
    return {
      text: `${who} may use the key. Resources of other accounts cannot be listed.`,
      source: 'key policy and grants',
      clears: 'Ask the owners of these accounts, and remove their access.',
    }
  },
}

const namedByPolicy: ReasonRule = {
  id: 'named-by-policy',
  level: 'review',
  title: 'The policy of another key names the key',
  find(key, context) {
    const names = context.namedBy(key)
    return names.length === 0
      ? null
      : {
          text: `The ${names.length === 1 ? 'policy' : 'policies'} of ${countNoun(names.length, 'other key')} ${names.length === 1 ? 'names' : 'name'} this key: ${listText(names)}.`,
          source: 'key policy',
          clears: 'Find out why it is named there, and remove it.',
        }
  },
}

export const ofSharing: readonly ReasonRule[] = [crossAccount, namedByPolicy]
