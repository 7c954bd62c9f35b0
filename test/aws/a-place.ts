import { setMaxListeners } from 'node:events'
import { vi } from 'vitest'
import { RunClock } from '../../src/aws/session/clock.ts'
import { clientsFor, type Clients } from '../../src/aws/session/clients.ts'
import { FastCallLimit } from '../../src/aws/calls/fast-call-limit.ts'
import { CALL_TIMEOUT } from '../../src/aws/session/wire.ts'
import { Deadlines } from '../../src/lib/flow/deadlines.ts'
import { sleep } from '../../src/lib/flow/sleep.ts'
import { GapLog } from '../../src/aws/calls/gap-log.ts'
import { PlaceClient } from '../../src/aws/session/place-client.ts'
import type { AccountState, CallContext } from '../../src/aws/calls/call-context.ts'
import type { Place } from '../../src/model/place.ts'
import type { RequestHandler } from '../../src/aws/session/request-handler.ts'

// Loaded with the first client; here it must not be waited for, since a test may hold the clock.
await import('../../src/aws/answers/strict-json.ts')

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

export const NOW = Date.UTC(2026, 10, 20, 14, 30)
export const PLACE = { partition: 'aws', account: '111122223333', region: 'eu-west-1' }

/** A valid key id that ends in the given number. */
export const id = (number: number): string => `11111111-2222-4333-8444-${String(number).padStart(12, '0')}`
export const arnOf = (keyId: string, region = PLACE.region): string =>
  `arn:aws:kms:${region}:${PLACE.account}:key/${keyId}`
export const arn = (number: number): string => arnOf(id(number))

/** No quota to wait for where the pace is not what is tested. */
export const FAST = {
  'kms:GetKeyLastUsage': 5000,
  'cloudtrail:LookupEvents': 5000,
  'cloudwatch:ListMetrics': 5000,
  'account:ListRegions': 5000,
  'ec2:DescribeRegions': 5000,
}

interface TestRun {
  run: CallContext
  gaps: GapLog
  account: AccountState
  lines: string[]
  /** As Ctrl-C does. */
  stop(): void
}

/** One that has seen an answer of `NOW`, and stands still. */
function stoppedClock(): RunClock {
  const clock = new RunClock(
    () => NOW,
    () => 0,
  )
  clock.observe(new Date(NOW).toUTCString())
  return clock
}

/** A run whose first answer came at `NOW`. */
export function aRun(maxRates: Readonly<Record<string, number>> = FAST, clock = stoppedClock()): TestRun {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  const gaps = new GapLog()
  const lines: string[] = []
  const deadlines = new Deadlines(controller.signal, CALL_TIMEOUT)
  const run = {
    signal: controller.signal,
    deadlines,
    fastCalls: new FastCallLimit(),
    gaps,
    clock,
    maxRates,
    sleep,
    patience: 1,
    debug: (line: string) => void lines.push(line),
  }
  return { run, gaps, account: { expired: false }, lines, stop: () => controller.abort() }
}

export interface TestPlace extends TestRun {
  client: PlaceClient
  /** `operation reason keyId` of every gap. */
  said: () => string[]
}

/** One place whose SDK clients are real; what they send must be mocked. Some of the clients may be others. */
export function aPlace(
  maxRates: Readonly<Record<string, number>> = FAST,
  clock = stoppedClock(),
  others: Partial<Clients> = {},
): TestPlace {
  const test = aRun(maxRates, clock)
  const said = (): string[] =>
    test.gaps.all.map(({ operation, reason, keyId }) =>
      [operation, reason, ...(keyId === null ? [] : [keyId])].join(' '),
    )
  return { ...test, client: clientOf(PLACE, test.run, test.account, others), said }
}

/** Reads one place of a run. */
export function clientOf(
  place: Place,
  run: CallContext,
  account: AccountState,
  others: Partial<Clients> = {},
): PlaceClient {
  const clients = clientsFor(place.region, { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'none' }, NO_NETWORK)
  return new PlaceClient(place, { ...clients, ...others }, run, account)
}

const NO_NETWORK = {
  handle: () => Promise.reject(new TypeError('a call that nobody mocked')),
  updateHttpClientConfig() {},
  httpHandlerConfigs: () => ({}),
} as unknown as RequestHandler

/** The part of a mocked answer that holds AWS's time. */
export const datedAt = (at: number): { $metadata: { date: string } } => ({
  $metadata: { date: new Date(at).toUTCString() },
})

/** An error as the SDK throws it for an answer of AWS. */
export const awsError = (name: string, message = `${name} it is`, httpStatusCode = 400): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } })

/** An error as Node throws it when nothing answers. */
export const networkError = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code })

const refusedTo = `User: arn:aws:iam::${PLACE.account}:user/auditor is not authorized to perform: kms:Any`
export const denied = {
  byKeyPolicy: () => awsError('AccessDeniedException', `${refusedTo} because no resource-based policy allows it`),
  byIdentityPolicy: () => awsError('AccessDeniedException', `${refusedTo} because no identity-based policy allows it`),
}
export const throttled = (): Error => awsError('ThrottlingException', 'Rate exceeded')
/** What the SDK makes of a proxy's page. */
export const html = (httpStatusCode = 200): Error =>
  awsError('SyntaxError', `Unexpected token '<', "<html>" is not valid JSON`, httpStatusCode)

/** Lets the faked time run until the promise has settled. */
export async function finished<T>(promise: Promise<T>): Promise<T> {
  const state = { settled: false }
  const watched = promise.finally(() => {
    state.settled = true
  })
  watched.catch(() => {})
  for (let idle = 0; !state.settled; idle = vi.getTimerCount() === 0 ? idle + 1 : 0) {
    if (idle > 500) throw new Error('this would wait for ever')
    await vi.advanceTimersToNextTimerAsync()
  }
  return watched
}
