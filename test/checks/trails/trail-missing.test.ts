import { expect, test } from 'vitest'
import trailMissing from '../../../src/checks/trails/trail-missing.ts'
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
  ['no trail anywhere fails', [], [], 'fail high'],
  ['no trail in one of the Regions fails', [dublin()], [], 'fail high'],
  ['single-Region trails in every Region fail with medium severity', [dublin()], [virginia()], 'fail medium'],
  ['a multi-Region trail passes', [dublin(), all], [all], 'pass'],
  ['a multi-Region trail passes if only one Region could be read', null, [all], 'pass'],
  ['a single-Region trail fails if only one Region could be read', null, [virginia()], 'fail medium'],
  ['trails unread in every Region are unknown', null, null, 'unknown'],
])('trail-missing: %s', (_, one, other, expected) =>
  expect(outcome(judgeAccount(trailMissing, inBoth(one, other)))).toBe(expected),
)

test('trail-missing: the detail names the Regions without a trail, and the remedy extends an existing trail to all Regions', () => {
  expect(judgeAccount(trailMissing, inBoth([], []))).toMatchObject({
    detail: 'No trail records events in eu-west-1 and us-east-1.',
    remedy: expect.stringMatching(/^aws cloudtrail create-trail .*--region eu-west-1$/),
  })
  expect(judgeAccount(trailMissing, inBoth([], [virginia()]))).toMatchObject({
    detail: 'No trail records events in eu-west-1. Trails in other Regions: of-us-east-1 in us-east-1.',
    remedy: `aws cloudtrail update-trail --is-multi-region-trail --name ${virginia().arn} --region us-east-1`,
  })
})
