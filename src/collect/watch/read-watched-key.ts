import { describeKey } from '../../aws/kms/describe-key.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { ACCOUNT_ID } from '../../model/account-id.ts'
import { known, unknown } from '../../model/fact.ts'
import type { ReadableKey } from '../../model/key.ts'
import { HOUR, isoTime, SECOND } from '../../model/time.ts'
import type { LoggedAction, SeenTrail, WatchReading, WatchTarget } from '../../model/retirement/watch-reading.ts'
import type { NewDependents } from './new-dependents.ts'
import type { WatchArchive } from './watch-archive.ts'
import type { WatchPlaces } from './watch-places.ts'

interface WatchTask {
  /** What the scripts did with the key. */
  actions: readonly LoggedAction[]
  places: WatchPlaces
  dependents: NewDependents
  /** Null: no archive was named. */
  archive: WatchArchive | null
  typeNames: WatchReading['typeNames']
}

/** Reads one key of a plan, in its own account and in those that may use it. */
export async function readWatchedKey(
  target: WatchTarget,
  { actions, places, dependents, archive, typeNames }: WatchTask,
): Promise<WatchReading> {
  const place = places.at(target.account, target.region)
  if (place === null) {
    const why = `account ${target.account} could not be entered`
    return { target, actions, key: unknown(why), trails: [], typeNames, newDependents: null, requests: null }
  }
  const described = await describeKey(place.client, target)
  if (described.known) requireSame(described.value, target)
  const [trails, requests, newDependents, archived] = await Promise.all([
    readTrails(target, places),
    described.known ? place.requests.since(described.value, target.plannedAt) : null,
    dependents.of(target, place.client),
    archive?.of(target, place.client) ?? null,
  ])
  const read = { target, actions, key: stateOf(described), trails, typeNames, newDependents, requests }
  return archived === null ? read : { ...read, archived }
}

function stateOf(described: Awaited<ReturnType<typeof describeKey>>): WatchReading['key'] {
  if (described.known) return known({ state: described.value.state, deletionDate: described.value.deletionDate })
  return described.reason === 'vanished' ? known('vanished' as const) : unknown(described.why)
}

/** Another key under the same ARN was never planned. */
function requireSame({ arn, createdAt }: ReadableKey, target: WatchTarget): void {
  if (createdAt === null || target.createdAt === null || Math.abs(createdAt - target.createdAt) <= SECOND) return
  throw new AuditError(
    'usage',
    `${arn} was created at ${isoTime(createdAt)}, but the key of the plan at ${isoTime(target.createdAt)}: it was recreated.`,
    { hint: 'Make a new plan with kms-audit retire plan.' },
  )
}

/** An hour more than since the plan, in case that the clock of the machine that made it was wrong. */
const MARGIN = HOUR

/** An account that was not entered has no trail here: the verdict says so. */
async function readTrails(target: WatchTarget, places: WatchPlaces): Promise<SeenTrail[]> {
  const { account, region, externalAccounts, arn, wave, plannedAt } = target
  const others = (externalAccounts ?? []).filter(each => ACCOUNT_ID.test(each) && each !== account)
  // A key that was disabled before the plan may have been needed before it, too.
  const since = wave === null ? 0 : plannedAt - MARGIN
  const read = await Promise.all(
    [account, ...others].map(async each => {
      const place = places.at(each, region)
      return place === null ? [] : [await place.trail.read({ arn, since, maxPages: places.maxPages })]
    }),
  )
  return read.flat()
}
