import { setMaxListeners } from 'node:events'
import { RunClock } from '../../aws/session/clock.ts'
import { GapLog } from '../../aws/calls/gap-log.ts'
import { FastCallLimit } from '../../aws/calls/fast-call-limit.ts'
import type { CallContext } from '../../aws/calls/call-context.ts'
import { CALL_TIMEOUT, limited, networkWire } from '../../aws/session/wire.ts'
import { Deadlines } from '../../lib/flow/deadlines.ts'
import { sleep } from '../../lib/flow/sleep.ts'
import type { AuditOptions } from '../../model/options.ts'
import type { Door } from './door.ts'
import type { Entered } from '../enter/enter.ts'
import { enterAll } from '../enter/enter.ts'
import { KeyFilter } from '../../selection/key-filter.ts'
import type { Ports } from './ports.ts'
import { TagFilter } from '../../selection/tag-filter.ts'

/** A run that stands before its places: accounts entered, nothing read yet. */
export interface OpenRun {
  options: AuditOptions
  door: Door
  entered: readonly Entered[]
  clock: RunClock
}

/** Enters the accounts, does the task, and lets go of the network. */
export async function withRun<T>(options: AuditOptions, ports: Ports, task: (run: OpenRun) => Promise<T>): Promise<T> {
  const wire = ports.wire ?? (await networkWire(ports.env))
  const clock = new RunClock(ports.now, wire.elapsed)
  const { signal, end } = timed(ports.signal, options.maxDuration)
  const deadlines = new Deadlines(signal, wire.callTimeout ?? CALL_TIMEOUT)
  const run: CallContext = {
    signal,
    gaps: new GapLog(),
    clock,
    maxRates: options.maxRates,
    deadlines,
    fastCalls: new FastCallLimit(),
    sleep,
    patience: wire.patience ?? 1,
    debug: ports.debug,
  }
  const filter = new KeyFilter(options.keys, options.exceptKeys)
  const door: Door = {
    options,
    filter,
    tags: new TagFilter(options.tags),
    ports,
    run,
    handlerFor: async bundle => limited((await wire.handlerFor?.(bundle)) ?? wire.requestHandler, deadlines),
    accountNames: new Map(),
  }
  try {
    const entered = await enterAll(door)
    filter.requireAccounts(new Set(entered.map(({ session }) => session.account)))
    return await task({ options, door, entered, clock })
  } finally {
    // Calls may still be open for a place that could not be listed. Nothing waits for them, so they must not be retried.
    end()
    // Connections kept open for the next call would keep the process alive.
    if (ports.wire === null) wire.requestHandler.destroy?.()
  }
}

/** Of a timer, in milliseconds: nearly 25 days. */
const LONGEST = 2 ** 31 - 1

/** `--max-duration`: what was not asked by then is a gap. `end` stops everything that outlives the run. */
function timed(signal: AbortSignal, milliseconds: number | null): { signal: AbortSignal; end: () => void } {
  // Not AbortSignal.any and AbortSignal.timeout: nothing holds the latter, and once it is collected it never fires.
  const either = new AbortController()
  const stop = (): void => either.abort(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  const timeUp = (): void => either.abort(new DOMException('the time was up', 'TimeoutError'))
  if (milliseconds !== null) setTimeout(timeUp, Math.min(milliseconds, LONGEST)).unref()
  // Every call under way listens: hundreds are no leak.
  setMaxListeners(0, either.signal)
  return { signal: either.signal, end: stop }
}
