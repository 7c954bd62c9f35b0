import type { WatchedPlans } from '../../../collect/watch/watch-plans.ts'
import type { Format } from '../../../formats/format.ts'
import { watchFormats } from '../../../formats/watch/index.ts'
import { AuditError, EXIT, type ExitCode } from '../../../lib/process/exit.ts'
import { showsUnicode } from '../../../lib/process/terminal.ts'
import { toolVersion } from '../../../lib/process/version.ts'
import { load } from '../../../lib/registry.ts'
import type { Options, Output } from '../../../model/options/options.ts'
import type { WatchRecord } from '../../../model/retirement/retirement-watch.ts'
import { toWatchRecord } from '../../../retirement/watch/watch-record.ts'
import type { Host } from '../../shared/host.ts'
import { interruptible } from '../../shared/interruptible.ts'
import { checkOutputs, surfaceOf, writeOutputs } from '../../shared/outputs.ts'
import { speaker } from '../../shared/speaker.ts'
import { readPlans } from '../read-plans.ts'
import { readWatched } from './read-watched.ts'
import { checkWatchFiles, writeWatch } from './write-watch.ts'

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
  for (const each of stored) await checkWatchFiles(each.directory)
  const interruption = interruptible(host.io)
  try {
    const watched = await readWatched(stored, run, host, interruption)
    if (interruption.exit !== null) return interrupted(interruption.exit, run, host)
    for (const note of watched.notes) speaker(run, host.io).note(note)
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
  } catch (error) {
    if (interruption.exit === null || !(error instanceof AuditError)) throw error
    return interrupted(interruption.exit, run, host)
  } finally {
    interruption.end()
  }
}

/** A part of the events could make a key look quiet, or a caller look gone. */
function interrupted(exit: ExitCode, run: Options, { io }: Host): ExitCode {
  speaker(run, io).note('Interrupted. No watch.json was written.')
  return exit
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
