import { expect, test } from 'vitest'
import type { ArchiveTrace, TrailChange, TrailHistory, TrailNow } from '../../../src/model/archive/coverage.ts'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import { homesInDoubt, withHistories } from '../../../src/usage/coverage/unchanged-trails.ts'

const NOW = Date.UTC(2026, 10, 22, 9)
const [ACCOUNT, MANAGEMENT] = ['111122223333', '444455556666']
const OWN: TrailNow = {
  name: 'years',
  arn: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/years`,
  homeRegion: 'us-east-1',
  isOrganization: false,
  unchanged: null,
}
const OF_ORGANIZATION: TrailNow = { ...OWN, arn: OWN.arn.replace(ACCOUNT, MANAGEMENT), isOrganization: true }

/** Two hundred days in one digest file, whose log files show uses of keys but no change of anything. */
const TRACE: ArchiveTrace = {
  account: ACCOUNT,
  region: 'us-east-1',
  digests: [
    {
      trail: 'years',
      home: 'us-east-1',
      isOrganization: false,
      start: NOW - 200 * DAY,
      end: NOW - 100 * DAY,
      files: 1,
      missing: 0,
      isRestart: false,
      isBackfill: false,
      shows: { uses: true, writes: false },
    },
  ],
  damaged: [],
  delivered: { first: NOW - 200 * DAY, last: NOW },
  changes: [],
  homes: [],
  doubts: [],
}
const [old] = TRACE.digests
const RECENT: ArchiveTrace = {
  ...TRACE,
  digests:
    old === undefined
      ? []
      : [old, { ...old, start: old.end, end: NOW - 50 * DAY }, { ...old, start: NOW - 50 * DAY, end: NOW }],
}

const stop = (at: number, changes: Partial<TrailChange> = {}): TrailChange => ({
  at,
  account: ACCOUNT,
  region: 'us-east-1',
  operation: 'StopLogging',
  trail: 'years',
  recordsUses: false,
  isMultiRegion: null,
  ...changes,
})

const HISTORY: TrailHistory = { since: NOW - 90 * DAY, until: NOW - 15 * MINUTE, changes: [] }
const unchangedOf = (trail: TrailNow, history: Partial<TrailHistory>, trace: Partial<ArchiveTrace> = {}) =>
  withHistories({ ...TRACE, ...trace }, [trail], new Map([['us-east-1', { ...HISTORY, ...history }]]))[0]?.unchanged

test('trail history: a trail is unchanged since its last change, or for as long as the history reaches back', () => {
  expect(unchangedOf(OWN, {})).toEqual({ since: HISTORY.since, until: HISTORY.until })
  const changes = [stop(NOW - 20 * DAY), stop(NOW - 30 * DAY)]
  expect(unchangedOf(OWN, { changes })).toEqual({ since: NOW - 20 * DAY, until: HISTORY.until })
})

test('trail history: a change after the history leaves the time before it unchanged', () => {
  const whole = { since: HISTORY.since, until: HISTORY.until }
  expect(unchangedOf(OWN, { changes: [stop(NOW - 5 * MINUTE)] })).toEqual(whole)
  expect(unchangedOf(OWN, {}, { changes: [stop(NOW - 5 * MINUTE)] })).toEqual(whole)
  expect(unchangedOf(OWN, {}, { changes: [stop(HISTORY.until - 1)] })).toEqual({
    since: HISTORY.until - 1,
    until: HISTORY.until,
  })
})

test('trail history: a change in the log files counts as well, and one of another trail does not', () => {
  expect(unchangedOf(OWN, {}, { changes: [stop(NOW - 3 * DAY)] })?.since).toBe(NOW - 3 * DAY)
  expect(unchangedOf(OWN, { changes: [stop(NOW - 3 * DAY, { trail: 'other' })] })?.since).toBe(HISTORY.since)
  expect(unchangedOf(OWN, { changes: [stop(NOW - 3 * DAY, { trail: null })] })?.since).toBe(NOW - 3 * DAY)
})

test('trail history: that of a trail of an organization says nothing, which another account may have changed', () => {
  expect(unchangedOf(OF_ORGANIZATION, {})).toBeNull()
  // Also in the management account, because a delegated administrator has an account of its own.
  expect(unchangedOf({ ...OWN, isOrganization: true }, {})).toBeNull()
  const window = { since: NOW - 80 * DAY, until: NOW }
  expect(homesInDoubt(RECENT, [OF_ORGANIZATION], window, HISTORY.since)).toEqual([])
})

test('trail history: it is asked for only if it could make the archive cover more', () => {
  const window = { since: NOW - 200 * DAY, until: NOW }
  const doubt = (trace: ArchiveTrace) => homesInDoubt(trace, [OWN], window, HISTORY.since)
  expect(doubt(RECENT)).toEqual(['us-east-1'])
  // The archive ends before the history begins.
  expect(doubt(TRACE)).toEqual([])
  const shown = RECENT.digests.map(hour => ({ ...hour, shows: { uses: true, writes: true } }))
  expect(
    doubt({
      ...RECENT,
      digests: [
        { ...shown[0], end: NOW - 200 * DAY + HOUR } as never,
        { ...shown[0], start: NOW - 200 * DAY + HOUR, end: NOW } as never,
      ],
    }),
  ).toEqual([])
})
