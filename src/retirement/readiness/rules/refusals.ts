import { lastRefusedCall } from '../../../checks/life-cycle/shared/refused-calls.ts'
import type { ReasonRule } from '../reason.ts'

/** The call would have been a use if the key were enabled. */
const stillCalled: ReasonRule = {
  id: 'still-called',
  level: 'blocked',
  title: 'A call was refused because the key is disabled or pending deletion',
  find(key) {
    const refused = lastRefusedCall(key)
    if (refused === null) return null
    return {
      text: `${refused.text}, so the key is still needed.`,
      source: 'cloudtrail',
      clears: 'Change the caller to another key, or enable this one.',
    }
  },
}

export const ofRefusals: readonly ReasonRule[] = [stillCalled]
