import { expect, test } from 'vitest'
import trailHidesKms from '../../../src/checks/trails/trail-hides-kms.ts'
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
const KMS_LEFT_OUT = 'KMS events are excluded'
const hiding = { hides_kms: [KMS_LEFT_OUT] }

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
  ['the only trail excludes KMS events: fails', [aTrail(hiding)], [aTrail(hiding)], 'fail medium'],
  ['the trail of one Region excludes KMS events: fails', [dublin(hiding)], [virginia()], 'fail medium'],
  ['another trail of that Region records them: passes', [dublin(hiding), all], [virginia(), all], 'pass'],
  ['the trail that records them is stopped: fails', [dublin(hiding), stopped], [stopped], 'fail medium'],
  ['the other trail could not be read: unknown', [dublin(hiding), { ...all, hides_kms: null }], [], 'unknown'],
  ['the status of the trail that records them is unknown: unknown', [unsure], [unsure], 'unknown'],
  [
    'the status of the trail that excludes them is unknown: unknown',
    [dublin({ ...hiding, logging: null })],
    [],
    'unknown',
  ],
  ['a Region could not be read', null, [virginia()], 'unknown'],
  ['a Region could not be read, but a multi-Region trail records everything', null, [all], 'pass'],
  ['no trail has logging turned on', [stopped], [stopped], 'not_applicable'],
  ['there is no trail', [], [], 'not_applicable'],
  ['unread trails are unknown', null, null, 'unknown'],
])('trail-hides-kms: %s', (_, one, other, expected) =>
  expect(outcome(judgeAccount(trailHidesKms, inBoth(one, other)))).toBe(expected),
)

test('trail-hides-kms: the detail names the trails, what they exclude, and their Regions', () => {
  expect(judgeAccount(trailHidesKms, inBoth([dublin(hiding)], [virginia({ logging: false })]))).toMatchObject({
    detail: `No trail records all KMS events in eu-west-1: of-eu-west-1 (${KMS_LEFT_OUT}).`,
    remedy: `aws cloudtrail get-event-selectors --trail-name ${dublin().arn} --region eu-west-1`,
  })
})
