import { DAY, HOUR, type Instant } from '../../../src/model/time.ts'
import type { KnownCall } from '../known-call.ts'
import { callersOf } from './caller.ts'
import { deliver, Outbox } from './delivery.ts'
import { writeDigests } from './digests.ts'
import { knownCall } from './known-calls.ts'
import { writeLog, type WrittenLog } from './log-file.ts'
import { otherRecord } from './other-record.ts'
import { planDay, type World } from './plan-day.ts'
import { randomFrom, type Random } from './random.ts'
import { type KmsCall, kmsRecord } from './records.ts'
import { homeRegionOf, SMALL, type ArchiveShape } from './shape.ts'
import { changesOf } from './trail-changes.ts'

/** What is in the archive that was written. */
export interface Truth {
  shape: ArchiveShape
  /** ARNs of all keys, by `account/region`. The last of each is never used. */
  keys: ReadonlyMap<string, readonly string[]>
  calls: readonly KnownCall[]
  /** Calls that no file shows, because the trail did not log. */
  hidden: readonly KnownCall[]
  /** In order of delivery. */
  logs: readonly WrittenLog[]
  /** Paths below the folder. */
  digests: readonly string[]
  /** The public key of the signatures of the digests, as PEM. Null: no digests. */
  publicKey: string | null
  /** All events, of all services, each once for each log. */
  events: number
}

/** Writes an archive into a folder, which may exist. Equal shapes give equal files, but for signatures, and truths. */
export function writeArchive(folder: string, given: Partial<ArchiveShape> = {}): Truth {
  const shape = { ...SMALL, ...given }
  const random = randomFrom(shape.seed)
  const worlds = worldsOf(random, shape)
  const outboxes = new Map(worlds.map(world => [placeOf(world), new Outbox(shape.filesPerDay)]))
  const made: Made = {
    random,
    shape,
    outboxOf: place => outboxes.get(placeOf(place)) ?? new Outbox(1),
    calls: [],
    hidden: [],
    events: 0,
  }
  const start = Date.parse(`${shape.since}T00:00:00Z`)
  const logs: WrittenLog[] = []
  const flush = (until: Instant) => {
    for (const world of worlds)
      for (const [at, records] of made.outboxOf(world).take(until))
        logs.push(writeLog(random, folder, shape, world, at, records))
  }
  for (let day = 0; day < shape.days; day++) {
    for (const world of worlds) makeDay(made, world, day, start + day * DAY)
    flush(start + (day + 1) * DAY)
  }
  flush(Number.POSITIVE_INFINITY)
  const { calls, hidden, events } = made
  const keys = new Map(worlds.map(world => [placeOf(world), world.keys]))
  return { shape, keys, calls, hidden, events, logs, ...writeDigests(folder, shape, logs) }
}

interface Made {
  random: Random
  shape: ArchiveShape
  outboxOf(place: Place): Outbox
  calls: KnownCall[]
  hidden: KnownCall[]
  events: number
}

/** The events of one day and place. */
function makeDay(made: Made, world: World, day: number, from: Instant): void {
  const { random, shape, outboxOf } = made
  const ofKms = Math.round(shape.eventsPerDay * shape.kmsShare)
  const isLogging = !shape.stops.some(stop => day >= stop.from && day < stop.to)
  for (const call of planDay(random, world, from, ofKms).flat()) {
    const record = kmsRecord(random, call, shape.hostile)
    const updatedBy = isLogging ? deliver(random, outboxOf(call), record, call.at) : null
    const known = knownCall(call, updatedBy)
    if (known !== null) made[isLogging ? 'calls' : 'hidden'].push(known)
    if (isLogging) made.events++
  }
  const others = isLogging ? shape.eventsPerDay - ofKms : 0
  for (let other = 0; other < others; other++) {
    const at = from + random.below(DAY / 1000) * 1000
    outboxOf(world).put(
      otherRecord(random, at, random.pick(world.callers), world.account, world.region, shape.hostile),
      at,
    )
    made.events++
  }
  if (shape.creations && day === 0) {
    const at = from + CREATION
    outboxOf(world).put(kmsRecord(random, creationOf(random, world, at), shape.hostile), at)
  }
  if (world.account !== shape.accounts[0] || world.region !== homeRegionOf(shape)) return
  for (const { at, record } of changesOf(random, shape, world, day, from)) outboxOf(world).put(record, at)
}

/** When the last key of each place is created, after the start of the archive. */
export const CREATION = 5 * HOUR

const creationOf = (random: Random, { account, region, keys, callers }: World, at: Instant): KmsCall => ({
  at,
  operation: 'CreateKey',
  keys: [keys.at(-1) ?? ''],
  caller: callers[0],
  region,
  account,
  error: null,
  dryRun: false,
  eventId: random.uuid(),
  sharedEventId: null,
})

type Place = Pick<World, 'account' | 'region'>

const placeOf = ({ account, region }: Place): string => `${account}/${region}`

function worldsOf(random: Random, shape: ArchiveShape): World[] {
  const callers = new Map(shape.accounts.map(account => [account, callersOf(random, account, shape.partition)]))
  const worlds = shape.accounts.flatMap(account =>
    shape.regions.map((region): World => {
      const arn = () => `arn:${shape.partition}:kms:${region}:${account}:key/${random.uuid()}`
      return {
        account,
        region,
        callers: callers.get(account) ?? callersOf(random, account, shape.partition),
        keys: Array.from({ length: shape.keysPerPlace }, arn),
        neighbor: null,
      }
    }),
  )
  for (const world of worlds)
    world.neighbor = worlds.find(({ account, region }) => region === world.region && account !== world.account) ?? null
  return worlds
}
