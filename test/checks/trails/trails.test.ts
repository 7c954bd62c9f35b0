import { describe, expect, test } from 'vitest'
import trailHidesKms from '../../../src/checks/trails/trail-hides-kms.ts'
import trailMissing from '../../../src/checks/trails/trail-missing.ts'
import trailNotLogging from '../../../src/checks/trails/trail-not-logging.ts'
import type { TrailRecord } from '../../../src/model/report.ts'
import { aTrail, judgedAccount, verdict } from '../judged.ts'

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

describe('trail-missing', () => {
  test.each<Row>([
    ['no trail anywhere fails', [], [], 'fail high'],
    ['no trail in one of the Regions fails', [dublin()], [], 'fail high'],
    ['a trail in each Region is better, and fails', [dublin()], [virginia()], 'fail medium'],
    ['one of all Regions passes', [dublin(), all], [all], 'pass'],
    ['one of all Regions that one Region shows passes', null, [all], 'pass'],
    ['what one Region shows tells that there is none', null, [virginia()], 'fail medium'],
    ['unread everywhere is unknown', null, null, 'unknown'],
  ])('%s', (_, one, other, expected) => expect(verdict(judgedAccount(trailMissing, inBoth(one, other)))).toBe(expected))

  test('the Regions without a trail are named, and a trail that is there is made one for all', () => {
    expect(judgedAccount(trailMissing, inBoth([], []))).toMatchObject({
      detail: 'No trail records events in eu-west-1 and us-east-1.',
      remedy: expect.stringMatching(/^aws cloudtrail create-trail .*--region eu-west-1$/),
    })
    expect(judgedAccount(trailMissing, inBoth([], [virginia()]))).toMatchObject({
      detail: 'No trail records events in eu-west-1. Trails in other Regions: of-us-east-1 in us-east-1.',
      remedy: `aws cloudtrail update-trail --is-multi-region-trail --name ${virginia().arn} --region us-east-1`,
    })
  })
})

describe('trail-not-logging', () => {
  test.each<Row>([
    ['the only trail is stopped', [stopped], [stopped], 'fail high'],
    ['a Region where all are stopped fails', [dublin()], [virginia({ logging: false })], 'fail high'],
    ['a running one of a Region keeps that Region', [stopped, dublin()], [stopped, virginia()], 'pass'],
    ['and no other', [stopped, dublin()], [stopped], 'fail high'],
    ['a running one of all Regions keeps them all', [all, dublin({ logging: false })], [all], 'pass'],
    ['a Region without a trail is the business of another check', [dublin()], [], 'pass'],
    ['without any trail nothing is stopped', [], [], 'not_applicable'],
    ['an unread status is unknown', [unsure], [unsure], 'unknown'],
    ['an unread status beside a running trail does not matter', [unsure, dublin()], [unsure, virginia()], 'pass'],
    ['a Region that is off weighs more than one that is unknown', null, [virginia({ logging: false })], 'fail high'],
    ['an unread Region is unknown', null, [virginia()], 'unknown'],
    ['an unread Region is kept by a running trail of all Regions', null, [all], 'pass'],
    ['an unread Region may have another than the one that is stopped', null, [stopped, virginia()], 'unknown'],
    ['no list is unknown', null, null, 'unknown'],
  ])('%s', (_, one, other, expected) =>
    expect(verdict(judgedAccount(trailNotLogging, inBoth(one, other)))).toBe(expected),
  )

  test('trails and Regions are named, and the remedy starts the first trail where it lives', () => {
    const off = inBoth([dublin({ logging: false })], [stopped, virginia({ logging: false })])
    expect(judgedAccount(trailNotLogging, off)).toMatchObject({
      detail:
        'Logging is turned off for every trail that covers eu-west-1 and us-east-1: all, of-eu-west-1 and of-us-east-1.',
      remedy: `aws cloudtrail start-logging --name ${all.arn} --region eu-west-1`,
    })
    expect(judgedAccount(trailNotLogging, inBoth(null, [virginia()])).detail).toBe(
      'The logging status of the trails in eu-west-1 could not be read.',
    )
  })
})

describe('trail-hides-kms', () => {
  test.each<Row>([
    ['the only trail leaves KMS out', [aTrail(hiding)], [aTrail(hiding)], 'fail medium'],
    ['the trail of one Region does', [dublin(hiding)], [virginia()], 'fail medium'],
    ['another trail of that Region keeps it', [dublin(hiding), all], [virginia(), all], 'pass'],
    ['the one that keeps it is stopped', [dublin(hiding), stopped], [stopped], 'fail medium'],
    ['the other could not be read', [dublin(hiding), { ...all, hides_kms: null }], [], 'unknown'],
    ['whether the one that keeps it runs is unknown', [unsure], [unsure], 'unknown'],
    ['whether the one that hides it runs is unknown', [dublin({ ...hiding, logging: null })], [], 'unknown'],
    ['a Region could not be read', null, [virginia()], 'unknown'],
    ['a Region could not be read, but a trail of all Regions keeps everything', null, [all], 'pass'],
    ['nothing runs', [stopped], [stopped], 'not_applicable'],
    ['there is no trail', [], [], 'not_applicable'],
    ['no list is unknown', null, null, 'unknown'],
  ])('%s', (_, one, other, expected) =>
    expect(verdict(judgedAccount(trailHidesKms, inBoth(one, other)))).toBe(expected),
  )

  test('trails are named with what they leave out, and their Regions', () => {
    expect(judgedAccount(trailHidesKms, inBoth([dublin(hiding)], [virginia({ logging: false })]))).toMatchObject({
      detail: `No trail records all KMS events in eu-west-1: of-eu-west-1 (${KMS_LEFT_OUT}).`,
      remedy: `aws cloudtrail get-event-selectors --trail-name ${dublin().arn} --region eu-west-1`,
    })
  })
})
