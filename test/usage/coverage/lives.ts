import * as fc from 'fast-check'
import type { TrailChange } from '../../../src/model/archive/coverage.ts'
import { HOUR, type Instant } from '../../../src/model/time.ts'

/**
 * The life of trails, with what they recorded and delivered, and what of it is left in an archive. It knows nothing of
 * the code under test.
 */
export interface World {
  /** Every use of the key. */
  uses: Instant[]
  files: LogFile[]
  digests: SimDigest[]
  changes: SimChange[]
  trails: SimTrail[]
  isAtHome: boolean
}

export interface LogFile {
  id: number
  trail: number
  location: Location
  at: Instant
  uses: Instant[]
  changes: number[]
  hasUse: boolean
  hasWrite: boolean
}

export type Location = 'home' | 'place'

export interface SimDigest {
  id: number
  trail: number
  location: Location
  start: Instant
  end: Instant
  isRestart: boolean
  isBackfill: boolean
  files: number[]
}

interface SimChange {
  trail: number
  change: TrailChange
}

interface SimTrail {
  name: string
  isOrganization: boolean
}

export interface State {
  logging: boolean
  multi: boolean
  reads: boolean
  writes: boolean
}

export const START: Instant = Date.UTC(2024, 2, 1)
export const HOURS = 36
export const END: Instant = START + HOURS * HOUR
export const ACCOUNT = '111122223333'
export const OWNER = '444455556666'
export const HOME = 'us-east-1'

const anyMinute = fc.integer({ min: 0, max: HOURS * 60 })
const anyState = fc.record({
  logging: fc.constantFrom(true, true, true, false),
  multi: fc.constantFrom(true, true, false),
  reads: fc.constantFrom(true, true, false),
  writes: fc.constantFrom(true, true, true, false),
})
const anyAction = fc.record({
  at: anyMinute,
  kind: fc.constantFrom('StopLogging', 'StartLogging', 'PutEventSelectors', 'UpdateTrail', 'CreateTrail'),
  state: anyState,
  /** The old state goes on for so many minutes. */
  lag: fc.nat(10),
  isRecorded: fc.boolean(),
})
const anyLife = fc.record({
  isOrganization: fc.boolean(),
  first: anyState,
  actions: fc.array(anyAction, { maxLength: 3 }),
  offset: fc.nat(59),
})
export const seed = fc.record({
  isAtHome: fc.boolean(),
  lives: fc.array(anyLife, { minLength: 1, maxLength: 2 }),
  /** Minutes between uses of the key, between uses of another key, and between writes. */
  every: fc.constantFrom(13, 120, 500),
  others: fc.constantFrom(17, 100, 100_000),
  writes: fc.constantFrom(11, 150, 100_000),
  delays: fc.array(fc.nat(119), { minLength: 5, maxLength: 20 }),
  backfills: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
})
export type Seed = typeof seed extends fc.Arbitrary<infer T> ? T : never
export type Life = Seed['lives'][number]
