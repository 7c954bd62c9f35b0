import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listKeys } from '../../../src/aws/kms/list-keys.ts'
import type { TestPlace } from '../a-place.ts'
import { mockedClient } from '../mocked-client.ts'
import { aPlace, arn, awsError, denied, finished, id } from '../a-place.ts'

const kms = mockedClient(KMSClient)
beforeEach(() => {
  vi.useFakeTimers()
  kms.reset()
})
afterEach(() => void vi.useRealTimers())

const entry = (number: number) => ({ KeyId: id(number), KeyArn: arn(number) })
const lists = () => kms.on(ListKeysCommand)

async function listed({ client }: TestPlace = aPlace()) {
  const read = async () => {
    const items = []
    for await (const item of listKeys(client)) items.push(item)
    return items
  }
  const items = await finished(read())
  return {
    ids: items.flatMap(item => (item.known ? item.value.map(key => key.id) : [])),
    failures: items.flatMap(item => (item.known ? [] : item)),
    pages: items.length,
    markers: kms.commandCalls(ListKeysCommand).map(({ args: [{ input }] }) => input.Marker),
  }
}

test('listKeys: every page is read, 1,000 keys at a time, also where a page is empty', async () => {
  lists()
    .resolvesOnce({ Keys: [entry(1), entry(2)], Truncated: true, NextMarker: 'a' })
    .resolvesOnce({ Keys: [], Truncated: true, NextMarker: 'b' })
    .resolves({ Keys: [entry(3)], Truncated: false })
  const { ids, failures, markers } = await listed()
  expect(ids).toEqual([id(1), id(2), id(3)])
  expect(failures).toEqual([])
  expect(markers).toEqual([undefined, 'a', 'b'])
  expect(kms.commandCalls(ListKeysCommand)[0]?.args[0].input.Limit).toBe(1000)
})

test('listKeys: the first page is returned before the second is asked for', async () => {
  lists().resolves({ Keys: [entry(1)], Truncated: true, NextMarker: 'a' })
  const pages = listKeys(aPlace().client)
  await finished(pages.next())
  expect(kms.calls()).toHaveLength(1)
  await finished(pages.return(undefined))
})

test('listKeys: each key is returned once, however often AWS lists it', async () => {
  lists()
    .resolvesOnce({ Keys: [entry(1), entry(1), entry(2)], Truncated: true, NextMarker: 'a' })
    .resolves({ Keys: [entry(2), entry(3)] })
  expect((await listed()).ids).toEqual([id(1), id(2), id(3)])
})

test('listKeys: an entry without id or ARN is left out', async () => {
  lists().resolves({ Keys: [{ KeyId: id(1) }, { KeyArn: arn(2) }, entry(3)] })
  expect((await listed()).ids).toEqual([id(3)])
})

test('listKeys: an account without keys is one empty page and no failure', async () => {
  lists().resolves({ Keys: [], Truncated: false })
  expect(await listed()).toMatchObject({ ids: [], failures: [], pages: 1 })
})

test.each([
  ['denied at once', () => lists().rejects(denied.byIdentityPolicy()), [], 'denied'],
  [
    'that fails on the second page',
    () =>
      lists()
        .resolvesOnce({ Keys: [entry(1)], Truncated: true, NextMarker: 'a' })
        .rejects(awsError('InternalFailure', 'sorry', 500)),
    [id(1)],
    'server_error',
  ],
  ['without Keys', () => lists().resolves({ Truncated: false }), [], 'malformed'],
  ['truncated without a marker', () => lists().resolves({ Keys: [entry(1)], Truncated: true }), [id(1)], 'malformed'],
  [
    'that gives the same marker again',
    () => lists().resolves({ Keys: [entry(1)], Truncated: true, NextMarker: 'a' }),
    [id(1)],
    'malformed',
  ],
])('listKeys: a listing %s ends with a failure, and earlier pages are kept', async (_, answer, ids, reason) => {
  answer()
  const told = await listed()
  expect(told.ids).toEqual(ids)
  expect(told.failures).toMatchObject([{ known: false, reason }])
  expect(told.markers.length).toBeLessThanOrEqual(5)
})

test('listKeys: a marker on the last page is not followed', async () => {
  lists().resolves({ Keys: [entry(1)], Truncated: false, NextMarker: 'a' })
  expect((await listed()).markers).toEqual([undefined])
})

test.each([
  ['a key without its ARN', { Keys: [entry(1), { KeyId: id(2) }], Truncated: false }],
  ['a key without its id', { Keys: [entry(1), { KeyArn: arn(2) }], Truncated: false }],
])('listKeys: %s is malformed, and the rest of the page is kept', async (_, page) => {
  lists().resolves(page)
  const { ids, failures } = await listed()
  expect(ids).toEqual([id(1)])
  expect(failures).toMatchObject([{ reason: 'malformed' }])
})

test('listKeys: a marker alone also means that there is another page', async () => {
  lists()
    .resolvesOnce({ Keys: [entry(1)], NextMarker: 'a' })
    .resolves({ Keys: [entry(2)], Truncated: false })
  expect((await listed()).ids).toEqual([id(1), id(2)])
})
