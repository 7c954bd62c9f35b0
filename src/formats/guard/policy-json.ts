import { toSafeJson } from '../../lib/text/safe-json.ts'
import type { GuardedPolicy } from '../../model/retirement/guard.ts'
import type { Format } from '../format.ts'

const policyJson: Format<GuardedPolicy> = {
  title: 'the key policy with the guard alone, for aws kms put-key-policy --policy file://FILE',
  *render({ after }) {
    yield `${toSafeJson(after, 2)}\n`
  },
}

export default policyJson
