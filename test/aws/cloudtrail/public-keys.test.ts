import { CloudTrailClient, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listPublicKeys } from '../../../src/aws/cloudtrail/public-keys.ts'
import { aPlace, denied, finished } from '../a-place.ts'
import { mockedClient } from '../mocked-client.ts'

const cloudtrail = mockedClient(CloudTrailClient)
beforeEach(() => {
  vi.useFakeTimers()
  cloudtrail.reset()
})
afterEach(() => void vi.useRealTimers())

const [SINCE, UNTIL] = [Date.UTC(2024, 0, 1), Date.UTC(2024, 1, 1)]
const ask = () => finished(listPublicKeys(aPlace().client, SINCE, UNTIL))

test('public keys: all pages for the time of the digest files are read', async () => {
  cloudtrail
    .on(ListPublicKeysCommand, { StartTime: new Date(SINCE), EndTime: new Date(UNTIL) })
    .resolves({ PublicKeyList: [{ Fingerprint: 'f1', Value: new Uint8Array([1]) }], NextToken: 'two' })
  cloudtrail
    .on(ListPublicKeysCommand, { NextToken: 'two' })
    .resolves({ PublicKeyList: [{ Fingerprint: 'f2', Value: new Uint8Array([2]) }] })
  expect(await ask()).toEqual({
    known: true,
    value: [
      { fingerprint: 'f1', value: new Uint8Array([1]) },
      { fingerprint: 'f2', value: new Uint8Array([2]) },
    ],
  })
})

test('public keys: a denial is no empty list', async () => {
  cloudtrail.on(ListPublicKeysCommand).rejects(denied.byIdentityPolicy())
  expect(await ask()).toMatchObject({ known: false })
})

test('public keys: one that cannot be read makes the list unknown', async () => {
  cloudtrail.on(ListPublicKeysCommand).resolves({ PublicKeyList: [{ Fingerprint: 'f1' }] })
  expect(await ask()).toMatchObject({ known: false, reason: 'malformed' })
})
