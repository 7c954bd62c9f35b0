import type { AuditOptions } from '../../model/options/options.ts'
import type { Instant } from '../../model/time.ts'
import type { LoggedAction, WatchReading, WatchTarget } from '../../model/retirement/watch-reading.ts'
import { openNamedArchive } from '../run/open-engines.ts'
import { clockNote } from '../run/audit-notes.ts'
import type { RunHost } from '../run/run-host.ts'
import { withRun } from '../run/with-run.ts'
import { NewDependents } from './new-dependents.ts'
import { readWatchedKey } from './read-watched-key.ts'
import { requireAccounts } from './require-accounts.ts'
import { typeNamesOf } from './type-names.ts'
import { WatchArchive } from './watch-archive.ts'
import { WatchPlaces } from './watch-places.ts'

/** The keys of one plan that are watched. */
export interface PlanToWatch {
  /** Path of the plan, for messages. */
  path: string
  account: string
  targets: readonly WatchTarget[]
  /** Ids of the types of resources that the plan searched. Null: there was no search. */
  searchedTypes: readonly string[] | null
  /** What the scripts did with each key, by its ARN. */
  actions: ReadonlyMap<string, readonly LoggedAction[]>
}

export interface WatchedPlans {
  /** By plan, in the order of its keys. */
  readings: WatchReading[][]
  /** AWS's time. */
  now: Instant
  /** Notes for the user. */
  notes: string[]
}

/**
 * Reads everything that decides whether the keys of these plans are needed. Throws an `AuditError` if the credentials
 * are those of another account, or if a key was recreated.
 */
export const watchPlans = (
  options: AuditOptions,
  host: RunHost,
  plans: readonly PlanToWatch[],
): Promise<WatchedPlans> =>
  withRun(options, host, async run => {
    requireAccounts(run, plans)
    const places = new WatchPlaces(run)
    const opened = await openNamedArchive(run)
    const allTargets = plans.flatMap(({ targets }) => targets)
    const archive = opened === null ? null : new WatchArchive(opened, allTargets)
    const { keys } = host.progress
    keys.listed = plans.reduce((sum, { targets }) => sum + targets.length, 0)
    const readings = await Promise.all(
      plans.map(async ({ targets, actions, searchedTypes }) => {
        const searched = searchedTypes ?? []
        const dependents = new NewDependents(searched, run)
        const typeNames = await typeNamesOf(targets, searched)
        return Promise.all(
          targets.map(target =>
            readWatchedKey(target, {
              actions: actions.get(target.arn) ?? [],
              places,
              dependents,
              archive,
              typeNames,
            }).finally(() => {
              keys.done++
            }),
          ),
        )
      }),
    ).finally(() => opened?.engine.close())
    return { readings, now: run.clock.now, notes: clockNote(run.clock) }
  })
