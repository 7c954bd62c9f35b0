import type { Progress } from '../../../collect/run/progress.ts'
import { type PlanToWatch, watchPlans, type WatchedPlans } from '../../../collect/watch/watch-plans.ts'
import type { Format } from '../../../formats/format.ts'
import { watchFormats } from '../../../formats/watch/index.ts'
import { EXIT, type ExitCode } from '../../../lib/process/exit.ts'
import { showsUnicode } from '../../../lib/process/terminal.ts'
import { toolVersion } from '../../../lib/process/version.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import { load } from '../../../lib/registry.ts'
import type { Options, Output } from '../../../model/options.ts'
import type { WatchRecord } from '../../../model/retirement-watch.ts'
import { toWatchRecord } from '../../../retirement/watch/watch-record.ts'
import type { Host } from '../../shared/host.ts'
import { interruptible } from '../../shared/interruptible.ts'
import { checkOutputs, surfaceOf, writeOutputs } from '../../shared/outputs.ts'
import { showProgress } from '../../shared/show-progress.ts'
import { speaker } from '../../shared/speaker.ts'
import { taskOf } from '../../shared/task.ts'
import { readPlans, type StoredPlan } from '../read-plans.ts'
import { planToWatch } from './plan-to-watch.ts'
import { writeWatch } from './write-watch.ts'

export interface WatchRequest {
  /** The directory that `retire plan` wrote, or that of one account in it. */
  directory: string
  run: Options
  outputs: readonly Output[]
}

/**
 * Watches the keys of all plans in a directory, and writes `watch.json` beside each plan. Exit code 1: a key is needed;
 * 3: no CloudTrail could be read; 4: a key is not decided.
 */
export async function runWatch({ directory, run, outputs }: WatchRequest, host: Host): Promise<ExitCode> {
  await checkOutputs(outputs)
  const stored = await readPlans(directory)
  const interruption = interruptible(host.io)
  try {
    const watched = await readAll(stored, run, host, interruption)
    if (interruption.exit !== null) return interruption.exit
    const watches = stored.map(({ plan }, index) =>
      toWatchRecord(
        { planId: plan.plan_id, account: plan.account_id, windowDays: plan.watch_days },
        watched.readings[index] ?? [],
        { now: watched.now, version: toolVersion() },
      ),
    )
    for (const [index, watch] of watches.entries()) await writeWatch(stored[index]?.directory ?? directory, watch)
    await show(watches, { run, outputs }, host)
    return exitOf(watches, watched, run, host)
  } finally {
    interruption.end()
  }
}

/** The plan names the Regions. A plan without a key to watch needs no call. */
async function readAll(
  stored: readonly StoredPlan[],
  run: Options,
  host: Host,
  interruption: ReturnType<typeof interruptible>,
): Promise<WatchedPlans> {
  const plans = await Promise.all(stored.map(planToWatch))
  const regions = [...new Set(plans.flatMap(({ targets }) => targets.map(({ region }) => region)))]
  if (regions.length === 0) return { readings: plans.map(() => []), now: host.now() }
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

/** With `--quiet`, only keys that are needed are shown, so that cron mails nothing else. */
async function show(
  watches: readonly WatchRecord[],
  { run: { show: options }, outputs }: Pick<WatchRequest, 'run' | 'outputs'>,
  { io }: Host,
): Promise<void> {
  const shown = options.quiet ? watches.map(onlyNeeded).filter(({ keys }) => keys.length > 0) : watches
  const render = async (output: Output): Promise<Iterable<string>> => {
    const format = await load<Format<readonly WatchRecord[]>>(watchFormats, output.format)
    return format.render(shown, { ...surfaceOf(output, options, io), unicode: showsUnicode(io.env) })
  }
  await writeOutputs(outputs, render, io)
}

const onlyNeeded = (watch: WatchRecord): WatchRecord => ({
  ...watch,
  keys: watch.keys.filter(({ verdict }) => verdict === 'needed'),
})

function exitOf(watches: readonly WatchRecord[], { readings }: WatchedPlans, run: Options, { io }: Host): ExitCode {
  const verdicts = new Set(watches.flatMap(({ keys }) => keys.map(({ verdict }) => verdict)))
  if (verdicts.has('needed')) return EXIT.findings
  const trails = readings.flat().map(reading => reading.trails[0])
  if (trails.length > 0 && trails.every(own => own === undefined || own.since === null)) {
    const why = trails[0]?.why ?? 'no account could be entered'
    speaker(run, io).complain(`CloudTrail could not be read, so it is not known whether a key is needed: ${why}.`)
    return EXIT.failed
  }
  return verdicts.has('not_seen') || verdicts.has('too_early') ? EXIT.incomplete : EXIT.ok
}
