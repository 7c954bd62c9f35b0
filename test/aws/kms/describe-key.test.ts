import type { KeyMetadata } from '@aws-sdk/client-kms'
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { describeKey, unreadableKey } from '../../../src/aws/kms/describe-key.ts'
import { GAP_REASONS } from '../../../src/model/gap.ts'
import { aPlace, arn, arnOf, denied, finished, id, NOW, PLACE } from '../a-place.ts'
import { mockedClient } from '../mocked-client.ts'

const kms = mockedClient(KMSClient)
beforeEach(() => {
  vi.useFakeTimers()
  kms.reset()
})
afterEach(() => void vi.useRealTimers())

const listed = { id: id(1), arn: arn(1) }
const bare: KeyMetadata = {
  KeyId: id(1),
  KeyState: 'Enabled',
  KeyManager: 'CUSTOMER',
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyUsage: 'ENCRYPT_DECRYPT',
}

async function described(metadata: object) {
  kms.on(DescribeKeyCommand).resolves({ KeyMetadata: metadata as KeyMetadata })
  const answer = await finished(describeKey(aPlace().client, listed))
  if (!answer.known) throw new Error(answer.why)
  return answer.value
}

describe('a key that may be described', () => {
  test('describe key: the answer becomes a Key, with times as instants', async () => {
    const key = await described({
      ...bare,
      Description: 'for orders',
      Enabled: true,
      KeySpec: 'RSA_2048',
      KeyUsage: 'SIGN_VERIFY',
      Origin: 'EXTERNAL',
      CreationDate: new Date(NOW),
      DeletionDate: new Date(NOW + 1000),
    })
    expect(key).toEqual({
      readable: true,
      place: PLACE,
      id: id(1),
      arn: arn(1),
      aliases: [],
      description: 'for orders',
      enabled: true,
      state: 'Enabled',
      manager: 'CUSTOMER',
      spec: 'RSA_2048',
      usage: 'SIGN_VERIFY',
      origin: 'EXTERNAL',
      createdAt: NOW,
      deletionDate: NOW + 1000,
      validTo: null,
      multiRegion: null,
    })
  })

  test('describeKey: a key is asked for once, by the id that ListKeys gave', async () => {
    await described(bare)
    expect(kms.commandCalls(DescribeKeyCommand).map(({ args: [{ input }] }) => input)).toEqual([{ KeyId: id(1) }])
  })

  test('describeKey: states, specs, usages and origins that are not known here are kept as they are', async () => {
    const words = { KeyState: 'Frozen', KeyManager: 'PARTNER', KeySpec: 'QUANTUM_1', KeyUsage: 'DREAM', Origin: 'MOON' }
    expect(await described(words)).toMatchObject({
      state: 'Frozen',
      manager: 'PARTNER',
      spec: 'QUANTUM_1',
      usage: 'DREAM',
      origin: 'MOON',
      enabled: false,
    })
  })

  test.each([
    ['says that it is not enabled', { ...bare, Enabled: false }, false],
    ['says nothing but its state', bare, true],
    ['says nothing but another state', { ...bare, KeyState: 'PendingDeletion' }, false],
  ])('describeKey: a key that %s', async (_, metadata, enabled) => {
    expect((await described(metadata)).enabled).toBe(enabled)
  })

  test('describeKey: a missing creation date stays unknown, and is not 1970', async () => {
    expect((await described(bare)).createdAt).toBeNull()
  })

  test('describeKey: the old name of the spec is used if the new one is missing', async () => {
    const { KeySpec: _, ...older } = bare
    expect((await described({ ...older, CustomerMasterKeySpec: 'HMAC_256' })).spec).toBe('HMAC_256')
  })

  test('describeKey: a multi-Region key names the members of its family', async () => {
    const MultiRegionConfiguration = {
      MultiRegionKeyType: 'REPLICA',
      PrimaryKey: { Arn: arnOf('mrk-1', 'us-east-1'), Region: 'us-east-1' },
      ReplicaKeys: [{ Arn: arnOf('mrk-1') }, { Region: 'eu-north-1' }],
    }
    expect((await described({ ...bare, MultiRegion: true, MultiRegionConfiguration })).multiRegion).toEqual({
      type: 'REPLICA',
      primaryArn: arnOf('mrk-1', 'us-east-1'),
      replicaArns: [arnOf('mrk-1'), arnOf('mrk-1', 'eu-north-1')],
    })
    expect((await described({ ...bare, MultiRegion: false, MultiRegionConfiguration })).multiRegion).toBeNull()
  })
})

describe('a description that is not whole', () => {
  test.each([
    ['without metadata', {}],
    ['without the state', { KeyMetadata: { KeyId: id(1), KeyManager: 'CUSTOMER' as const } }],
    ['without the manager', { KeyMetadata: { KeyId: id(1), KeyState: 'Enabled' as const } }],
  ])('describeKey: %s is malformed, never a key with empty texts', async (_, answer) => {
    kms.on(DescribeKeyCommand).resolves(answer)
    expect(await finished(describeKey(aPlace().client, listed))).toMatchObject({ known: false, reason: 'malformed' })
  })

  test('describeKey: a refused description says that it was refused', async () => {
    kms.on(DescribeKeyCommand).rejects(denied.byKeyPolicy())
    expect(await finished(describeKey(aPlace().client, listed))).toMatchObject({ known: false, reason: 'denied' })
  })
})

describe('a key that may not be described', () => {
  test('describeKey: a key that may not be described keeps what ListKeys and ListAliases returned', () => {
    expect(unreadableKey(PLACE, listed, 'denied', ['alias/orders'])).toEqual({
      readable: false,
      place: PLACE,
      id: id(1),
      arn: arn(1),
      aliases: ['alias/orders'],
      reason: 'denied',
      error: 'Access denied for key description',
      manager: null,
    })
  })

  test.each([
    [[], null],
    [['alias/orders'], null],
    [['alias/aws-like'], null],
    [['alias/aws/s3'], 'AWS'],
    [['alias/a', 'alias/aws/ebs'], 'AWS'],
  ])('describeKey: a key that may not be described, with the aliases %j, is managed by %s', (aliases, manager) => {
    expect(unreadableKey(PLACE, listed, 'denied', aliases).manager).toBe(manager)
  })

  test('describeKey: a key that may not be described says why in words, for every reason', () => {
    const errors = GAP_REASONS.map(reason => unreadableKey(PLACE, listed, reason, []).error)
    expect(new Set(errors).size).toBe(GAP_REASONS.length)
    for (const error of errors) expect(error).toMatch(/^[A-Z].+ for key description$/)
  })
})
