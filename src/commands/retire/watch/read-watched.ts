import type { Progress } from '../../../collect/run/progress.ts'
import { type PlanToWatch, watchPlans, type WatchedPlans } from '../../../collect/watch/watch-plans.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import type { Options } from '../../../model/options/options.ts'
import type { Host } from '../../shared/host.ts'
import type { Interruption } from '../../shared/interruptible.ts'
import { showProgress } from '../../shared/show-progress.ts'
import { taskOf } from '../../shared/task.ts'
import type { StoredPlan } from '../read-plans.ts'
import { planToWatch } from './plan-to-watch.ts'

/** The plan names the Regions. A plan without a key to watch needs no call. */
export async function readWatched(
  stored: readonly StoredPlan[],
  run: Options,
  host: Host,
  interruption: Interruption,
): Promise<WatchedPlans> {
  const plans = await Promise.all(stored.map(planToWatch))
  const regions = [...new Set(plans.flatMap(({ targets }) => targets.map(({ region }) => region)))]
  if (regions.length === 0) return { readings: plans.map(() => []), now: host.now(), notes: [] }
  const live = { ...run, demo: false, audit: { ...run.audit, regions } }
  const { asked, runHost } = await taskOf(live, run.demo ? await demoHost(plans, host) : host, interruption)
  const hide = showProgress(() => progressText(runHost.progress), run.show, host.io)
  return watchPlans(asked, runHost, plans).finally(hide)
}

const progressText = ({ keys, isHidden }: Progress): string =>
  isHidden ? '' : keys.listed === 0 ? 'Entering accounts' : `Read ${keys.done} of ${countNoun(keys.listed, 'key')}`

/** With `--demo`, the sample account is watched a month after the first step of its plan. */
async function demoHost(plans: readonly PlanToWatch[], host: Host): Promise<Host> {
  const { demoWireAfterStep } = await import('../../../simulation/wire/demo-wire.ts')
  const targets = plans.flatMap(each => each.targets)
  const planned = targets[0]?.plannedAt ?? host.now()
  const disabled = targets.filter(({ wave }) => wave !== null).map(({ arn }) => arn)
  const { now, ...wire } = demoWireAfterStep(planned, disabled)
  return { ...host, wire, now: () => now }
}
