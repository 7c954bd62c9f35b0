import { expect, test } from 'vitest'
import { seeded, type Random } from '../../../src/simulation/world/random.ts'
import type { KeyHistory } from '../../../src/model/archive/archive-question.ts'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import type { SeenTrail, WatchReading } from '../../../src/model/retirement/watch-reading.ts'
import { watchKey } from '../../../src/retirement/watch/watch-key.ts'
import { randomRuns } from '../../random-runs.ts'
import {
  changed,
  deleted,
  disabled,
  enabled,
  KEY,
  NOW,
  OTHER,
  quietReading,
  refused,
  target,
  trail,
} from './readings.ts'

const WINDOW = 30

const oneOf = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
const ago = (random: Random): number => NOW - Math.floor(random() * 60 * DAY)

/** Mostly quiet, else the property would hold for want of anything to move. */
function randomReading(random: Random): WatchReading {
  const rarely = <T>(make: () => T, usual: T): T => (random() < 0.15 ? make() : usual)
  const start = rarely(() => ago(random), NOW - 40 * DAY)
  return quietReading({
    target: target({
      wave: oneOf(random, [1, 1, null]),
      externalAccounts: rarely(() => [OTHER], []),
      plannedAt: start - DAY,
    }),
    key: {
      known: true,
      value: {
        state: rarely(() => oneOf(random, ['Enabled', 'PendingDeletion', 'PendingImport']), 'Disabled'),
        deletionDate: null,
      },
    },
    trails: [
      trail({
        since: rarely(() => ago(random), NOW - 60 * DAY),
        events: [disabled(start), ...rarely(() => [enabled(ago(random))], [])],
      }),
      ...rarely(() => [trail({ account: OTHER, events: [] })], []),
    ],
    actions: rarely(() => [{ action: oneOf(random, ['disable', 'enable'] as const), at: ago(random) }], []),
  })
}

type Change = (reading: WatchReading, random: Random) => WatchReading

const inTrail = (reading: WatchReading, random: Random, change: (trail: SeenTrail) => SeenTrail): WatchReading => {
  const index = Math.floor(random() * reading.trails.length)
  return { ...reading, trails: reading.trails.map((each, at) => (at === index ? change(each) : each)) }
}

const archived = (at: number): KeyHistory => ({
  key: KEY,
  first: null,
  last: { at, operation: 'Decrypt', principal: null, service: null, eventId: null },
  refused: null,
  publicKeyReadAt: null,
  disabledAt: at,
  days: [],
})

/** Everything that shows a need, or hides one. */
const CHANGES: Readonly<Record<string, Change>> = {
  'a refused call': (reading, random) =>
    inTrail(reading, random, each => ({ ...each, events: [...each.events, refused(ago(random))] })),
  'a missing page': (reading, random) => inTrail(reading, random, each => ({ ...each, why: 'throttled' })),
  'an account whose CloudTrail was denied': (reading, random) =>
    inTrail(reading, random, each => ({ ...each, since: null, until: null, why: 'access denied' })),
  // No trail is read of an account that may not use the key.
  'an account that was not entered': (reading, random) => {
    const { account, externalAccounts } = reading.target
    const left = oneOf(random, [account, ...(externalAccounts ?? [])])
    return { ...reading, trails: reading.trails.filter(each => each.account !== left) }
  },
  'a shorter sight': (reading, random) =>
    inTrail(reading, random, each => ({ ...each, since: Math.max(each.since ?? 0, ago(random)) })),
  'one more account that may use the key': reading => ({
    ...reading,
    target: { ...reading.target, externalAccounts: [...(reading.target.externalAccounts ?? []), '222233334444'] },
  }),
  'a change of the key': (reading, random) =>
    inTrail(reading, random, each => ({
      ...each,
      events: [
        ...each.events,
        changed(oneOf(random, ['CancelKeyDeletion', 'PutKeyPolicy', 'CreateGrant']), ago(random)),
      ],
    })),
  'a denied DescribeKey': reading => ({ ...reading, key: { known: false, why: 'access denied' } }),
  'a key that vanished': reading => ({ ...reading, key: { known: true, value: 'vanished' } }),
  'a deletion': (reading, random) =>
    inTrail(reading, random, each => ({ ...each, events: [...each.events, deleted(ago(random))] })),
  'a new dependent': reading => ({
    ...reading,
    newDependents: { known: true, value: [{ type: 'secret', id: 'orders', arn: null }] },
  }),
  'dependents that were not read': reading => ({ ...reading, newDependents: { known: false, why: 'throttled' } }),
  'a request': (reading, random) => ({
    ...reading,
    requests: {
      known: true,
      value: [...(reading.requests?.known === true ? reading.requests.value : []), { start: ago(random), sum: 1 }],
    },
  }),
  'what an archive shows': (reading, random) =>
    reading.archived === undefined ? { ...reading, archived: { known: true, value: archived(ago(random)) } } : reading,
  'an archive that was not read': reading => ({ ...reading, archived: { known: false, why: 'damaged' } }),
  // A change adds to what is known, and takes back nothing.
  'request counts that were denied': reading =>
    reading.requests?.known === true && reading.requests.value.length > 0
      ? reading
      : { ...reading, requests: { known: false, why: 'denied' } },
  'an enabled key': reading => ({ ...reading, key: { known: true, value: { state: 'Enabled', deletionDate: null } } }),
}

test.each(Object.entries(CHANGES))('watch: %s never moves a key towards quiet', (_, change) => {
  const random = seeded(7)
  let quiet = 0
  for (let run = 0; run < randomRuns(120); run++) {
    const reading = randomReading(random)
    const changes = [change, ...(random() < 0.3 ? [oneOf(random, Object.values(CHANGES))] : [])]
    let [before, current] = [watchKey(reading, WINDOW).verdict, reading]
    if (before === 'quiet') quiet++
    for (const each of changes) {
      current = each(current, random)
      const after = watchKey(current, WINDOW).verdict
      if (before !== 'quiet') expect({ after, current }).not.toMatchObject({ after: 'quiet' })
      before = after
    }
  }
  expect(quiet).toBeGreaterThan(20)
})

test('watch: a key is quiet only if its whole window was seen', () => {
  const random = seeded(11)
  for (let run = 0; run < randomRuns(200); run++) {
    const since = NOW - Math.floor(random() * 80 * DAY)
    const until = NOW - Math.floor(random() * 50 * HOUR) - 15 * MINUTE
    const start = ago(random)
    const { verdict } = watchKey(quietReading({ trails: [trail({ since, until, events: [disabled(start)] })] }), WINDOW)
    expect([until - Math.max(since, start) >= WINDOW * DAY, verdict === 'quiet']).toSatisfy(([a, b]) => a === b)
  }
})
