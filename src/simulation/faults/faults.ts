import type { Instant } from '../../model/time.ts'
import { WireError, type SimulatedCall } from '../wire/call.ts'
import type { Random } from '../world/random.ts'

/** An effect on all calls that match every given condition. */
export interface Fault extends FaultMatch {
  effect: FaultEffect
}

export interface FaultMatch {
  /** `kms`, `cloudtrail`, `cloudwatch`, `sts`, … */
  service?: string
  /** `DescribeKey` */
  operation?: string
  keyId?: string
  region?: string
  account?: string
  when?: (call: SimulatedCall) => boolean
  /** From 0 to 1. Left out: every matching call. */
  probability?: number
  /** Only the first so many matching calls. */
  times?: number
  /** Only from this moment of the simulated clock on. */
  from?: Instant
}

/** An answer in place of the service's own. */
export interface RawAnswer {
  kind: 'raw'
  status: number
  contentType: string
  body: string
  /** Headers besides `Content-Type` and `Date`, in lower case. */
  headers?: Readonly<Record<string, string>>
  date?: Instant
}

export type FaultEffect =
  | { kind: 'error'; error: (call: SimulatedCall) => WireError }
  | RawAnswer
  /** The service's own answer, with a `Date` header that is so many milliseconds off. */
  | { kind: 'misdated'; by: number }
  /** The service's own answer, changed. */
  | { kind: 'change'; change: (body: string) => string }
  /** No answer, ever. */
  | { kind: 'hang' }
  /** The connection breaks. */
  | { kind: 'reset' }
  /** An answer that comes late, by so many milliseconds. */
  | { kind: 'slow'; ms: number }

/** The faults of one simulated AWS. */
export class Faults {
  readonly #faults: { fault: Fault; left: number }[]
  readonly #random: Random

  constructor(faults: readonly Fault[], random: Random) {
    this.#faults = faults.map(fault => ({ fault, left: fault.times ?? Infinity }))
    this.#random = random
  }

  add(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? Infinity })
  }

  effectsOn(call: SimulatedCall): FaultEffect[] {
    return this.#faults.flatMap(entry => {
      if (entry.left <= 0 || !matchesCall(entry.fault, call)) return []
      const { probability } = entry.fault
      if (probability !== undefined && this.#random() >= probability) return []
      entry.left -= 1
      return [entry.fault.effect]
    })
  }
}

const matchesCall = (match: FaultMatch, call: SimulatedCall): boolean =>
  (match.service === undefined || match.service === call.service) &&
  (match.operation === undefined || match.operation === call.operation) &&
  (match.keyId === undefined || match.keyId === call.keyId) &&
  (match.region === undefined || match.region === call.region) &&
  (match.account === undefined || match.account === call.account.id) &&
  (match.from === undefined || call.now >= match.from) &&
  (match.when === undefined || match.when(call))

/** Answers with an error, in the protocol of the service. */
export const refuse = ({
  error,
  ...match
}: FaultMatch & { error: { name: string; message: string; status?: number } }): Fault => ({
  ...match,
  effect: { kind: 'error', error: () => new WireError(error.name, error.message, error.status) },
})

/** Answers with the page of a proxy, which may have a clock of its own. */
export const htmlPage = (match: FaultMatch = {}, status = 500, date?: Instant): Fault => ({
  ...match,
  effect: {
    kind: 'raw',
    status,
    contentType: 'text/html',
    body: '<html><head><title>Error</title></head><body><h1>Service Unavailable</h1></body></html>',
    ...(date === undefined ? {} : { date }),
  },
})

/** Answers with a wrong `Date` header, so many milliseconds off. */
export const misdated = (by: number, match: FaultMatch = {}): Fault => ({ ...match, effect: { kind: 'misdated', by } })

/** Answers with a status such as 500 or 503, and an empty document. */
export const statusOnly = (status: number, match: FaultMatch = {}): Fault => ({
  ...match,
  effect: { kind: 'raw', status, contentType: 'application/x-amz-json-1.1', body: '{}' },
})

/** Answers with half of the body. */
export const truncated = (match: FaultMatch = {}): Fault =>
  changed(body => body.slice(0, Math.max(1, body.length >> 1)), match)

export const hang = (match: FaultMatch = {}): Fault => ({ ...match, effect: { kind: 'hang' } })
export const reset = (match: FaultMatch = {}): Fault => ({ ...match, effect: { kind: 'reset' } })
export const slow = (ms: number, match: FaultMatch = {}): Fault => ({ ...match, effect: { kind: 'slow', ms } })
export const changed = (change: (body: string) => string, match: FaultMatch = {}): Fault => ({
  ...match,
  effect: { kind: 'change', change },
})

/** Replaces a value in a JSON answer wherever its field occurs. `undefined` removes the field. */
export const changedField = (field: string, value: (was: unknown) => unknown, match: FaultMatch = {}): Fault =>
  changed(body => JSON.stringify(JSON.parse(body, (name, was: unknown) => (name === field ? value(was) : was))), match)

export const missingField = (field: string, match: FaultMatch = {}): Fault =>
  changedField(field, () => undefined, match)

/** Answers with CloudTrail records that are not valid JSON. */
export const brokenTrailEvents = (match: FaultMatch = {}): Fault =>
  changedField('CloudTrailEvent', was => String(was).slice(0, 40), { operation: 'LookupEvents', ...match })
