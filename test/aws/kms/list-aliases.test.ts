import { KMSClient, ListAliasesCommand } from '@aws-sdk/client-kms'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listAliases } from '../../../src/aws/kms/list-aliases.ts'
import { aPlace, awsError, denied, finished, id } from '../a-place.ts'
import { mockedClient } from '../mocked-client.ts'

const kms = mockedClient(KMSClient)
beforeEach(() => {
  vi.useFakeTimers()
  kms.reset()
})
afterEach(() => void vi.useRealTimers())

const alias = (name: string, number?: number) => ({
  AliasName: `alias/${name}`,
  ...(number === undefined ? {} : { TargetKeyId: id(number) }),
})
const lists = () => kms.on(ListAliasesCommand)
const listed = () => finished(listAliases(aPlace().client))

test('listAliases: the aliases of a key are joined over all pages, sorted, each once', async () => {
  lists()
    .resolvesOnce({ Aliases: [alias('b', 1), alias('x', 2)], Truncated: true, NextMarker: 'more' })
    .resolves({ Aliases: [alias('a', 1), alias('b', 1)] })
  const { byKey, failure } = await listed()
  expect([...byKey]).toEqual([
    [id(1), ['alias/a', 'alias/b']],
    [id(2), ['alias/x']],
  ])
  expect(failure).toBeNull()
})

test('listAliases: one list for the whole place, a hundred at a time, and none for a single key', async () => {
  lists().resolves({ Aliases: [alias('a', 1)] })
  await listed()
  expect(kms.commandCalls(ListAliasesCommand).map(({ args: [{ input }] }) => input)).toEqual([{ Limit: 100 }])
})

test('list aliases: predefined aliases of AWS without a key are left out', async () => {
  lists().resolves({ Aliases: [alias('aws/ebs'), alias('aws/s3', 1)] })
  expect([...(await listed()).byKey]).toEqual([[id(1), ['alias/aws/s3']]])
})

test.each([
  ['without a name', () => lists().resolves({ Aliases: [alias('a', 1), { TargetKeyId: id(3) }] }), 1, 'malformed'],
  [
    "pointing at nothing although not AWS's",
    () => lists().resolves({ Aliases: [alias('a', 1), alias('b')] }),
    1,
    'malformed',
  ],
  ['denied', () => lists().rejects(denied.byIdentityPolicy()), 0, 'denied'],
  [
    'cut short',
    () =>
      lists()
        .resolvesOnce({ Aliases: [alias('a', 1)], Truncated: true, NextMarker: 'more' })
        .rejects(awsError('InternalFailure', 'sorry', 500)),
    1,
    'server_error',
  ],
  ['truncated without a marker', () => lists().resolves({ Aliases: [alias('a', 1)], Truncated: true }), 1, 'malformed'],
  [
    'going round in a circle',
    () => lists().resolves({ Aliases: [alias('a', 1)], Truncated: true, NextMarker: 'more' }),
    1,
    'malformed',
  ],
])('listAliases: a list that is %s says so, and keeps what was read', async (_, answer, keys, reason) => {
  answer()
  const { byKey, failure } = await listed()
  expect(byKey.size).toBe(keys)
  expect(failure).toMatchObject({ known: false, reason })
  expect(kms.calls().length).toBeLessThanOrEqual(5)
})

test('aliases: an answer without the field Aliases is malformed, not an empty list', async () => {
  lists().resolves({})
  expect((await listed()).failure).toMatchObject({ reason: 'malformed' })
})
