import { DAY, SECOND, type Instant } from '../../../src/model/time.ts'
import { seenFromOutside, type Caller } from './caller.ts'
import type { Random } from './random.ts'
import type { KmsCall } from './records.ts'

/** One account and Region with what is in it. */
export interface World {
  account: string
  region: string
  callers: readonly [Caller, ...Caller[]]
  /** ARNs. The last is never used. */
  keys: readonly string[]
  /** A place of another account that may use these keys. Null: there is none. */
  neighbor: World | null
}

/** One call, as each log that has it shows it: the caller's, and that of the owner of the key. */
export type PlannedCall = readonly KmsCall[]

/** The calls to KMS of one day in one place. No two calls of a day have the same second. */
export function planDay(random: Random, world: World, day: Instant, count: number): PlannedCall[] {
  const seconds = new Set<number>()
  while (seconds.size < Math.min(count, 40_000)) seconds.add(random.below(DAY / SECOND))
  return Array.from(seconds, second => planCall(random, world, day + second * SECOND))
}

function planCall(random: Random, world: World, at: Instant): PlannedCall {
  const { keys, account, region, neighbor } = world
  // Squared: the first keys are the busy ones.
  const used = (): string => keys[Math.floor(random.next() ** 2 * (keys.length - 1))] ?? ''
  const draw = random.next()
  const isOutside = neighbor !== null && draw > 0.94
  const caller = random.pick(isOutside ? neighbor.callers : world.callers)
  const operation = draw < 0.03 ? 'ReEncrypt' : draw < 0.9 || isOutside ? use(random) : other(random)
  const from = used()
  const to = used()
  const error = operation === 'ScheduleKeyDeletion' ? null : failure(random)
  const call: KmsCall = {
    at,
    operation,
    keys: operation === 'ReEncrypt' && from !== to ? [from, to] : [from],
    caller,
    region,
    account: isOutside ? neighbor.account : account,
    error,
    dryRun: error === null && random.chance(0.01) && !WITHOUT_DRY_RUN.has(operation),
    eventId: random.uuid(),
    sharedEventId: isOutside ? random.uuid() : null,
  }
  if (!isOutside) return [call]
  return [call, { ...call, account, caller: seenFromOutside(caller), eventId: random.uuid() }]
}

/** Operations without this parameter, or of which no record tells. */
const WITHOUT_DRY_RUN: ReadonlySet<string> = new Set([
  'DescribeKey',
  'GetPublicKey',
  'DisableKey',
  'ScheduleKeyDeletion',
])

const use = (random: Random): string =>
  random.pick(['Decrypt', 'Decrypt', 'Decrypt', 'GenerateDataKey', 'GenerateDataKey', 'Encrypt', 'GenerateMac', 'Sign'])

const other = (random: Random): string =>
  random.pick(['DescribeKey', 'DescribeKey', 'GetPublicKey', 'DisableKey', 'ScheduleKeyDeletion'])

const failure = (random: Random): string | null =>
  random.chance(0.05) ? random.pick(['AccessDenied', 'DisabledException', 'KMSInvalidStateException']) : null
