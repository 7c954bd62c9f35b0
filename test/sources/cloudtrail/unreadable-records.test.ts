import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { id, NOW } from '../../aws/a-place.ts'
import { trail, UNTIL, silence, event, history, look, mockCloudTrail } from './lookups.ts'

mockCloudTrail()

describe('a record that cannot be read', () => {
  test.each([
    ['no JSON', '{"eventName":"Decr'],
    ['nothing', ''],
    ['a number', '5'],
    ['null', 'null'],
  ])('CloudTrail records: one that cannot be read because it is %s ends the silence, with a gap', async (_, text) => {
    history([{ Events: [event('Decrypt', HOUR, text)] }])
    const { sighting, gaps } = await look()
    expect(sighting).toMatchObject({ kind: 'partial' })
    expect(gaps).toMatchObject([{ keyId: id(1), operation: 'cloudtrail:LookupEvents', reason: 'malformed' }])
  })

  test('CloudTrail records: one without any time ends the silence too', async () => {
    const { EventTime: _, ...timeless } = event('Decrypt', HOUR, { eventTime: 'soon' })
    history([{ Events: [timeless] }])
    expect((await look()).sighting).toMatchObject({ kind: 'partial' })
  })

  test('before an older use: the use is shown, but the time after it was not seen', async () => {
    history([{ Events: [event('Decrypt', HOUR, '{'), event('Encrypt', 30 * DAY)] }])
    const { sighting, said } = await look()
    const at = NOW - 30 * DAY
    expect(sighting).toMatchObject({ kind: 'used', at, since: at, until: at, operation: 'Encrypt' })
    expect(said).toEqual([`cloudtrail:LookupEvents malformed ${id(1)}`])
  })

  test('CloudTrail records: an unreadable one after the use is not read', async () => {
    history([{ Events: [event('Encrypt', HOUR), event('Decrypt', 2 * HOUR, '{')] }])
    const { sighting, said } = await look()
    expect(sighting).toMatchObject({ kind: 'used', until: UNTIL })
    expect(said).toEqual([])
  })

  test('CloudTrail records: an unreadable one of a management call does not matter', async () => {
    history([{ Events: [event('DescribeKey', HOUR, '{')] }])
    expect((await look()).sighting).toEqual(silence)
  })
})

test('answers: an answer without Events is malformed, never silence', async () => {
  trail.on(LookupEventsCommand).resolves({})
  const { sighting, said } = await look()
  expect(sighting).toMatchObject({ kind: 'unknown', reason: 'malformed' })
  expect(said).toEqual([`cloudtrail:LookupEvents malformed ${id(1)}`])
})

test.each([
  ['no resources', null],
  ['a resource that is null', [null]],
])('records: an event with %s does not end the run, and is not silence', async (_, resources) => {
  const CloudTrailEvent = JSON.stringify({ eventName: 'Decrypt', resources })
  trail.on(LookupEventsCommand).resolves({
    Events: [{ EventName: 'Decrypt', EventTime: new Date(NOW - HOUR), CloudTrailEvent }],
  })
  expect((await look()).sighting.kind).not.toBe('not-seen')
})
