import { estimate as estimateRun } from '../../../collect/plan/estimate.ts'
import { estimateText } from '../../../collect/plan/estimate-text.ts'
import type { Options } from '../../../model/options/options.ts'
import { toGapRecord } from '../../../report/to-record.ts'
import { taskOf } from '../../shared/task.ts'
import { argumentsOf } from '../arguments/audit-arguments.ts'
import { inTurn, served } from '../audited.ts'
import { requestOf } from '../session.ts'
import type { Tool } from '../tool.ts'

export const estimate: Tool = {
  title: 'Estimate an audit',
  description:
    'How many AWS calls an audit with these arguments would make, how long it would take and what AWS would bill for ' +
    'it. Only lists the keys. Use it before an audit of many keys.',
  readsAws: true,
  takes: session => argumentsOf(session, 'audit'),
  async run(call) {
    const { session, host, interruption } = call
    const typed = new Map([...call.typed, ['estimate', ['true']] as const])
    const options = served(requestOf(session, 'audit', typed) as Options, call)
    return inTurn(call, async () => {
      const { asked, runHost } = await taskOf(options, host, interruption)
      const { plan, gaps, notes, accountNames } = await estimateRun(asked, runHost)
      return {
        keys: plan.places.reduce((sum, { keys }) => sum + keys, 0),
        seconds: Math.round(plan.seconds),
        dollars: Object.fromEntries(plan.dollars),
        places: plan.places.map(({ place, keys, seconds, calls }) => ({
          account_id: place.account,
          region: place.region,
          keys,
          seconds: Math.round(seconds),
          calls,
        })),
        text: estimateText(plan, Infinity, accountNames).split('\n'),
        notes,
        gaps: gaps.map(toGapRecord),
      }
    })
  },
}
