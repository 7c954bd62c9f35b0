import { expect, test } from 'vitest'
import trailNotLogging from '../../../src/checks/trails/trail-not-logging.ts'
import type { TrailRecord } from '../../../src/model/report/report.ts'
import { aTrail, judgeAccount, outcome } from '../judge-check.ts'

/** Trails of two Regions as they see them; null: unread. */
type Row = [what: string, dublin: TrailRecord[] | null, virginia: TrailRecord[] | null, expected: string]

const inBoth = (dublin: TrailRecord[] | null, virginia: TrailRecord[] | null) => ({
  'eu-west-1': dublin,
  'us-east-1': virginia,
})

/** For all Regions, so that each of them sees it. */
const all = aTrail({ name: 'all', arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/all' })
const stopped = { ...all, logging: false }
const unsure = { ...all, logging: null }

const inRegion = (home_region: string, different: Partial<TrailRecord> = {}): TrailRecord =>
  aTrail({
    multi_region: false,
    home_region,
    name: `of-${home_region}`,
    arn: `arn:aws:cloudtrail:${home_region}:111122223333:trail/of-${home_region}`,
    ...different,
  })
const dublin = (different?: Partial<TrailRecord>) => inRegion('eu-west-1', different)
const virginia = (different?: Partial<TrailRecord>) => inRegion('us-east-1', different)

test.each<Row>([
  ['the only trail is stopped: fails', [stopped], [stopped], 'fail high'],
  ['a Region whose trails are all stopped fails', [dublin()], [virginia({ logging: false })], 'fail high'],
  ['a running trail of the Region passes', [stopped, dublin()], [stopped, virginia()], 'pass'],
  ['a running trail of another Region does not count', [stopped, dublin()], [stopped], 'fail high'],
  ['a running multi-Region trail passes', [all, dublin({ logging: false })], [all], 'pass'],
  ['a Region without a trail does not count', [dublin()], [], 'pass'],
  ['an account without a trail is not applicable', [], [], 'not_applicable'],
  ['an unread status is unknown', [unsure], [unsure], 'unknown'],
  ['an unread status beside a running trail passes', [unsure, dublin()], [unsure, virginia()], 'pass'],
  ['a Region without logging is worse than an unknown one', null, [virginia({ logging: false })], 'fail high'],
  ['an unread Region is unknown', null, [virginia()], 'unknown'],
  ['an unread Region with a running multi-Region trail passes', null, [all], 'pass'],
  ['an unread Region may have another trail than the stopped one', null, [stopped, virginia()], 'unknown'],
  ['unread trails are unknown', null, null, 'unknown'],
])('trail-not-logging: %s', (_, one, other, expected) =>
  expect(outcome(judgeAccount(trailNotLogging, inBoth(one, other)))).toBe(expected),
)

test('trail-not-logging: the detail names trails and Regions, and the remedy starts the first trail in its home Region', () => {
  const off = inBoth([dublin({ logging: false })], [stopped, virginia({ logging: false })])
  expect(judgeAccount(trailNotLogging, off)).toMatchObject({
    detail:
      'Logging is turned off for every trail that covers eu-west-1 and us-east-1: all, of-eu-west-1 and of-us-east-1.',
    remedy: `aws cloudtrail start-logging --name ${all.arn} --region eu-west-1`,
  })
  expect(judgeAccount(trailNotLogging, inBoth(null, [virginia()])).detail).toBe(
    'The logging status of the trails in eu-west-1 could not be read.',
  )
})
