import { setMaxListeners } from 'node:events'
import { RunClock } from '../../aws/session/clock.ts'
import { isOneOffline } from '../../archives/registry.ts'
import { GapLog } from '../../aws/calls/gap-log.ts'
import { FastCallLimit } from '../../aws/calls/fast-call-limit.ts'
import { CALL_TIMEOUT, limited, networkWire, type Wire } from '../../aws/session/wire.ts'
import { Deadlines } from '../../lib/flow/deadlines.ts'
import { AuditError, EXIT } from '../../lib/process/exit.ts'
import { defined } from '../../lib/defined.ts'
import { sleep } from '../../lib/flow/sleep.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import { enterAccounts } from '../enter/enter-accounts.ts'
import { readInventory } from '../inventory/read-inventory.ts'
import { KeyFilter } from '../../selection/key-filter.ts'
import type { EnteredRun, Run } from './run.ts'
import type { RunHost } from './run-host.ts'
import { TagFilter } from '../../selection/tag-filter.ts'

/** Enters the accounts, performs the task, and closes the connections. */
export async function withRun<T>(
  options: AuditOptions,
  host: RunHost,
  task: (run: EnteredRun) => Promise<T>,
): Promise<T> {
  const wire = host.wire ?? (await networkWire(host.env))
  const { signal, end } = timed(host.signal, options.maxDuration)
  const run = newRun(options, host, wire, signal)
  try {
    const accounts =
      options.archivedAccounts?.isAlone === true ? [] : await enterAccounts(run).catch(withArchiveHint(run))
    const inventory = await readInventory(run, accounts)
    const recorded = [...(inventory?.places.values() ?? [])].map(({ place }) => place.account)
    const entered = accounts.map(({ session }) => session.account)
    run.filter.requireAccounts(new Set([...entered, ...recorded, ...archivedIds(run)]), archivedHint(run))
    return await task({ ...run, accounts, inventory })
  } finally {
    // Calls may still be open for a place that could not be listed. No code waits for these calls, so retries must
    // stop.
    end()
    // Connections kept open for the next call would keep the process alive.
    if (host.wire === null) wire.requestHandler.destroy?.()
  }
}

/** Adds the next step to the error of a run that could do without credentials, because log files are on disk. */
const withArchiveHint =
  ({ options: { archives, archivedAccounts, profiles, oneKey } }: Run) =>
  (error: unknown): never => {
    const next = archivedAccounts !== undefined ? NAME_ACCOUNTS : oneKey !== null ? ASK_ACTIVITY : null
    const isOther = !isOneOffline(archives) || profiles.length > 0 || next === null
    if (isOther || !(error instanceof AuditError)) throw error
    const { message, hint, exit, cause } = error
    throw new AuditError(exit === EXIT.usage ? 'usage' : 'failed', message, {
      hint: `${hint === undefined ? '' : `${hint} `}${next}`,
      cause,
    })
  }

const NAME_ACCOUNTS =
  'To read the archive without credentials, name its accounts (--accounts), or each key by its ARN (--key).'
const ASK_ACTIVITY = 'Without credentials, kms-audit activity --key ARN shows who used a key.'

/** The accounts that are read from an archive, whether or not they are entered. */
function archivedIds({ options: { archivedAccounts: archived }, filter }: Run): readonly string[] {
  if (archived === undefined) return []
  return archived.ids.length > 0 ? archived.ids : filter.keyPlaces.map(({ account }) => account)
}

/** The next step for an ARN of an account that `--accounts` leaves out. Undefined: `--accounts` names none. */
const archivedHint = ({ options: { archivedAccounts: archived } }: Run): string | undefined =>
  archived === undefined || archived.ids.length === 0 ? undefined : 'Add the account to --accounts.'

function newRun(options: AuditOptions, host: RunHost, wire: Wire, signal: AbortSignal): Run {
  const gaps = new GapLog()
  const clock = new RunClock(host.now, wire.elapsed)
  const deadlines = new Deadlines(signal, wire.callTimeout ?? CALL_TIMEOUT)
  const { debug } = host
  const { maxRates } = options
  const patience = wire.patience ?? 1
  return {
    options,
    host,
    calls: {
      signal,
      gaps,
      clock,
      maxRates,
      deadlines,
      fastCalls: new FastCallLimit(),
      sleep,
      patience,
      debug,
      ...defined({ observed: host.observed }),
    },
    gaps,
    clock,
    signal,
    filter: new KeyFilter(options.keys, options.exceptKeys, { isOne: options.oneKey !== null }),
    tags: new TagFilter(options.tags),
    handlerFor: async bundle => limited((await wire.handlerFor?.(bundle)) ?? wire.requestHandler, deadlines),
    accountNames: new Map(),
    starts: [],
  }
}

/** The longest timer that Node supports, in milliseconds: nearly 25 days. */
const LONGEST = 2 ** 31 - 1

/**
 * Ends the calls after `--max-duration`; every missing answer is a gap. `end` stops everything that still runs after
 * the run.
 */
function timed(signal: AbortSignal, milliseconds: number | null): { signal: AbortSignal; end: () => void } {
  // AbortSignal.any with AbortSignal.timeout does not work here: nothing refers to the latter, and after garbage
  // collection it never fires.
  const either = new AbortController()
  const stop = (): void => either.abort(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  const timeUp = (): void => either.abort(new DOMException('the time was up', 'TimeoutError'))
  if (milliseconds !== null) setTimeout(timeUp, Math.min(milliseconds, LONGEST)).unref()
  // Every open call listens to the signal, so hundreds of listeners are not a leak.
  setMaxListeners(0, either.signal)
  return { signal: either.signal, end: stop }
}
