import { describe, expect, test } from 'vitest'
import { DAY, HOUR, isoTime, MINUTE } from '../../../src/model/time.ts'
import { readTrailHistory } from '../../../src/sources/archive/read-trail-history.ts'
import { aPlace, finished, NOW } from '../../aws/a-place.ts'
import { event, history, inputs, mockCloudTrail, type Page } from '../cloudtrail/lookups.ts'

mockCloudTrail()

const change = (operation: string, ago: number, record: object = {}) =>
  event(operation, ago, {
    eventSource: 'cloudtrail.amazonaws.com',
    eventTime: isoTime(NOW - ago),
    requestParameters: { name: 'years' },
    ...record,
  })

async function read(by: (operation: string) => Page) {
  history([], { by })
  const place = aPlace()
  const found = await finished(readTrailHistory(place.client))
  return { found, said: place.said() }
}

const onlyStops = (page: Page) => (operation: string) => (operation === 'StopLogging' ? page : { Events: [] })

describe('event history of trails', () => {
  test('trail history: it shows 90 days less an hour, without the minutes in which events are still missing', async () => {
    const { found, said } = await read(onlyStops({ Events: [change('StopLogging', 5 * DAY)] }))
    expect(found).toMatchObject({ since: NOW - 90 * DAY + HOUR, until: NOW - 15 * MINUTE })
    expect(found?.changes).toMatchObject([{ at: NOW - 5 * DAY, operation: 'StopLogging', trail: 'years' }])
    expect(said).toEqual([])
    expect(inputs().map(({ LookupAttributes: [by] = [] }) => by?.AttributeValue)).toEqual([
      'CreateTrail',
      'DeleteTrail',
      'PutEventSelectors',
      'StartLogging',
      'StopLogging',
      'UpdateTrail',
    ])
  })

  test('trail history: a call that failed, and one to another service, changed no trail', async () => {
    const failed = change('StopLogging', DAY, { errorCode: 'AccessDenied' })
    const other = change('StopLogging', DAY, { eventSource: 'example.amazonaws.com' })
    expect((await read(onlyStops({ Events: [failed, other] }))).found?.changes).toEqual([])
  })

  test.each<[string, Page, string]>([
    ['an event is not JSON', { Events: [event('StopLogging', DAY, '{')] }, 'malformed'],
    ['an event has no time', { Events: [change('StopLogging', DAY, { eventTime: 'yesterday' })] }, 'malformed'],
    [
      'an event names two services',
      { Events: [{ ...change('StopLogging', DAY), EventSource: 'kms.amazonaws.com' }] },
      'malformed',
    ],
    ['the pages have no end', { Events: [], NextToken: 'again' }, 'malformed'],
  ])('trail history: nothing is known if %s, and a gap says so', async (_, page, reason) => {
    const { found, said } = await read(onlyStops(page))
    expect(found).toBeNull()
    expect(said).toEqual([`cloudtrail:LookupEvents ${reason}`])
  })

  test('trail history: a thousand changes of one kind are more than is read, and a gap says so', async () => {
    let page = 0
    const many = (operation: string): Page =>
      operation === 'StopLogging' ? { Events: [], NextToken: `token ${page++}` } : { Events: [] }
    const { found, said } = await read(many)
    expect([found, page]).toEqual([null, 20])
    expect(said).toEqual(['cloudtrail:LookupEvents partial'])
  })
})
