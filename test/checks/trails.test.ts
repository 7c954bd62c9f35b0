import { describe, expect, test } from 'vitest'
import trailHidesKms from '../../src/checks/trail-hides-kms.ts'
import trailMissing from '../../src/checks/trail-missing.ts'
import trailNotLogging from '../../src/checks/trail-not-logging.ts'
import type { TrailRecord } from '../../src/model/report.ts'
import { aTrail, judgedAccount, verdict } from './judged.ts'

type Row = [what: string, trails: TrailRecord[] | null, expected: string]

const local = { multi_region: false }
const stopped = { logging: false }
const hiding = { hides_kms: ['events of kms.amazonaws.com are left out'] }

describe('trail-missing', () => {
  test.each<Row>([
    ['no trail fails', [], 'fail high'],
    ['trails of single Regions fail', [aTrail(local), aTrail(local)], 'fail medium'],
    ['one of all Regions passes', [aTrail(local), aTrail()], 'pass'],
    ['unread is unknown', null, 'unknown'],
  ])('%s', (_, trails, expected) => expect(verdict(judgedAccount(trailMissing, trails))).toBe(expected))
})

describe('trail-not-logging', () => {
  test.each<Row>([
    ['a stopped trail fails', [aTrail(stopped)], 'fail high'],
    ['a running one beside it passes', [aTrail(stopped), aTrail()], 'pass'],
    ['a running one of a single Region does not replace it', [aTrail(stopped), aTrail(local)], 'fail high'],
    ['single Regions are all there is', [aTrail(local)], 'pass'],
    ['unread is unknown', [aTrail(stopped), aTrail({ logging: null })], 'unknown'],
    ['without a trail nothing is stopped', [], 'not_applicable'],
    ['no list is unknown', null, 'unknown'],
  ])('%s', (_, trails, expected) => expect(verdict(judgedAccount(trailNotLogging, trails))).toBe(expected))

  test('the remedy starts the trail where it lives', () => {
    expect(judgedAccount(trailNotLogging, [aTrail(stopped)]).remedy).toBe(
      'aws cloudtrail start-logging --name arn:aws:cloudtrail:eu-west-1:111122223333:trail/main --region eu-west-1',
    )
  })
})

describe('trail-hides-kms', () => {
  test.each<Row>([
    ['the only trail leaves KMS out', [aTrail(hiding)], 'fail medium'],
    ['all of them do', [aTrail(hiding), aTrail(hiding)], 'fail medium'],
    ['one keeps it', [aTrail(hiding), aTrail()], 'pass'],
    ['the one that keeps it is stopped', [aTrail(hiding), aTrail(stopped)], 'fail medium'],
    ['the other could not be read', [aTrail(hiding), aTrail({ hides_kms: null })], 'unknown'],
    ['whether the one that keeps it runs is unknown', [aTrail({ logging: null })], 'unknown'],
    ['nothing runs', [aTrail(stopped)], 'not_applicable'],
    ['there is no trail', [], 'not_applicable'],
    ['no list is unknown', null, 'unknown'],
  ])('%s', (_, trails, expected) => expect(verdict(judgedAccount(trailHidesKms, trails))).toBe(expected))
})
