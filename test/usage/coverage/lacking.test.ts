import { expect, test } from 'vitest'
import type { ArchiveTrace, DigestHour, TrailChange } from '../../../src/model/archive/coverage.ts'
import { HOUR } from '../../../src/model/time.ts'
import { type Lacking, lackingFor, lackingIn } from '../../../src/usage/coverage/lacking.ts'

const START = Date.UTC(2024, 1, 17)
const ACCOUNT = '111122223333'
const FOLDER = 's3://logs/AWSLogs/'

const hour = (at: number, more: Partial<DigestHour> = {}): DigestHour => ({
  trail: 'years',
  home: 'us-east-1',
  isOrganization: false,
  start: START + at * HOUR,
  end: START + (at + 1) * HOUR,
  missing: 0,
  isRestart: false,
  isBackfill: false,
  folder: FOLDER,
  ...more,
})

const hours = (from: number, until: number): DigestHour[] =>
  Array.from({ length: until - from }, (_, index) => hour(from + index))

const trace = (digests: DigestHour[], more: Partial<ArchiveTrace> = {}): ArchiveTrace => ({
  account: ACCOUNT,
  region: 'us-east-1',
  digests,
  damaged: [],
  delivered: { first: START, last: START + 24 * HOUR },
  changes: [],
  homes: [],
  doubts: [],
  ...more,
})

const stop = (at: number): TrailChange => ({
  at: START + at * HOUR,
  account: ACCOUNT,
  region: 'us-east-1',
  operation: 'StopLogging',
  trail: 'years',
  recordsUses: false,
  isMultiRegion: null,
})

/** `us-east-1 10-12`: times without digest files by the hours of the day, and log files by their names. */
const shown = (lacking: readonly Lacking[]): string[] =>
  lacking.map(({ region, log, time }) =>
    log === null ? `${region} ${(time.since - START) / HOUR}-${(time.until - START) / HOUR}` : `${region} ${log.name}`,
  )

const DAY_OF_KEY = { since: START, until: START + 24 * HOUR }
const lacks = (given: ArchiveTrace, time = DAY_OF_KEY): string[] =>
  shown(lackingFor(lackingIn(given, START + 24 * HOUR), [time]))

test('what is missing: hours without digest files, and log files that a digest file names', () => {
  const lost = hour(5, { missing: 1, lost: [{ name: 'a.json', why: null }] })
  const given = trace([hour(-1), ...hours(0, 5), lost, ...hours(6, 10), ...hours(12, 24)])
  expect(lacks(given)).toEqual(['us-east-1 a.json', 'us-east-1 -2--1', 'us-east-1 10-12'])
  // A time needs the digest files of the two hours in which its events were delivered.
  expect(lacks(given, { since: START + 7 * HOUR, until: START + 8.5 * HOUR })).toEqual(['us-east-1 10-10.5'])
})

test('what is missing: nothing while the trail was stopped, nor before it began', () => {
  const restart = hour(12, { isRestart: true })
  const first = hour(0, { isRestart: true })
  const digests = [first, ...hours(1, 10), restart, ...hours(13, 24)]
  expect(lacks(trace(digests, { changes: [stop(9.3)] }))).toEqual([])
  // Without its StopLogging event, digest files may be missing.
  expect(lacks(trace(digests))).toEqual(['us-east-1 10-12'])
  expect(lacks(trace(digests, { changes: [stop(7)] }))).toEqual(['us-east-1 10-12'])
})

test('what is missing: the files of the home Region of the trail, in the same bucket', () => {
  const given = trace([hour(-3), ...hours(-2, 27)], { region: 'eu-west-1' })
  const time = { since: START + 5 * HOUR, until: START + 8 * HOUR }
  const lacking = lackingFor(lackingIn(given, START + 24 * HOUR), [time])
  expect(shown(lacking)).toEqual(['us-east-1 3-10'])
  expect(lacking[0]?.folder).toBe(FOLDER)
  const homes = [{ account: ACCOUNT, region: 'us-east-1', digests: hours(-3, 27), damaged: [] }]
  expect(lacks({ ...given, homes }, time)).toEqual([])
})

test('what is missing: the digest files of an archive that has log files only, in a bucket that is not known', () => {
  const [only, ...others] = lackingFor(lackingIn(trace([]), START + 24 * HOUR), [DAY_OF_KEY])
  expect(others).toEqual([])
  expect(only).toMatchObject({ account: ACCOUNT, region: 'us-east-1', folder: null, log: null })
  expect(lacks(trace([], { delivered: null }))).toEqual([])
})
