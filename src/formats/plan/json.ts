import { toSafeJson } from '../../lib/text/safe-json.ts'
import type { Format } from '../format.ts'
import type { ShownPlans } from './shown-plans.ts'

const json: Format<ShownPlans> = {
  title: 'the plans as plan.json has them, one list for all accounts',
  *render({ plans }) {
    yield `${toSafeJson(plans, 2)}\n`
  },
}

export default json
