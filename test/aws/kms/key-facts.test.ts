import {
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListGrantsCommand,
  ListKeyRotationsCommand,
  ListResourceTagsCommand,
} from '@aws-sdk/client-kms'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Answer } from '../../../src/aws/answers/answer.ts'
import { getKeyPolicy } from '../../../src/aws/kms/get-key-policy.ts'
import { listRotations, rotationStatus } from '../../../src/aws/kms/key-rotation.ts'
import { listGrants } from '../../../src/aws/kms/list-grants.ts'
import { listTags } from '../../../src/aws/kms/list-tags.ts'
import { aPlace, awsError, denied, finished, id } from '../a-place.ts'
import { mockedClient } from '../mocked-client.ts'

const kms = mockedClient(KMSClient)
beforeEach(() => {
  vi.useFakeTimers()
  kms.reset()
})
afterEach(() => void vi.useRealTimers())

const KEY = id(1)
const DAY = new Date('2026-03-01T00:00:00Z')
const GRANT = {
  GrantId: 'g1',
  GranteePrincipal: 'arn:aws:iam::111122223333:role/app',
  Operations: ['Decrypt'] as const,
}
const TAG = { TagKey: 'a', TagValue: '1' }
const grant = (more: object = {}) => ({ ...GRANT, Operations: [...GRANT.Operations], ...more })

test('list-grants: an empty name is no name', async () => {
  kms.on(ListGrantsCommand).resolves({ Grants: [grant({ Name: '' }), grant({ GrantId: 'g2', Name: 'app' })] })
  const answer = await finished(listGrants(aPlace().client, KEY))
  expect(answer.known && answer.value.map(({ name }) => name)).toEqual([null, 'app'])
})

test('key facts: all pages of grants are read', async () => {
  kms
    .on(ListGrantsCommand)
    .resolvesOnce({ Grants: [grant()], Truncated: true, NextMarker: 'more' })
    .resolves({ Grants: [grant({ GrantId: 'g2' })] })
  const answer = await finished(listGrants(aPlace().client, KEY))
  expect(answer.known && answer.value.map(({ grant_id }) => grant_id)).toEqual(['g1', 'g2'])
})

test('key facts: all pages of tags are read', async () => {
  kms
    .on(ListResourceTagsCommand)
    .resolvesOnce({ Tags: [{ TagKey: 'a', TagValue: '1' }], Truncated: true, NextMarker: 'more' })
    .resolves({ Tags: [{ TagKey: 'b', TagValue: '' }] })
  const answer = await finished(listTags(aPlace().client, KEY))
  expect(answer.known && answer.value.map(({ TagKey }) => TagKey)).toEqual(['a', 'b'])
})

test.each<[string, () => void, (client: ReturnType<typeof aPlace>['client']) => Promise<{ known: boolean }>]>([
  ['grants without their list', () => kms.on(ListGrantsCommand).resolves({}), client => listGrants(client, KEY)],
  [
    'a grant without its grantee',
    () => kms.on(ListGrantsCommand).resolves({ Grants: [grant({ GranteePrincipal: undefined })] }),
    client => listGrants(client, KEY),
  ],
  [
    'a grant without its operations',
    () => kms.on(ListGrantsCommand).resolves({ Grants: [grant({ Operations: undefined })] }),
    client => listGrants(client, KEY),
  ],
  [
    'half of a list, with no way to the rest',
    () => kms.on(ListGrantsCommand).resolves({ Grants: [grant()], Truncated: true }),
    client => listGrants(client, KEY),
  ],
  [
    'a tag without its value',
    () => kms.on(ListResourceTagsCommand).resolves({ Tags: [{ TagKey: 'a' } as never] }),
    client => listTags(client, KEY),
  ],
  ['a policy that is missing', () => kms.on(GetKeyPolicyCommand).resolves({}), client => getKeyPolicy(client, KEY)],
  [
    'a rotation status that is missing',
    () => kms.on(GetKeyRotationStatusCommand).resolves({}),
    client => rotationStatus(client, KEY, false),
  ],
  [
    'a rotation without its date',
    () => kms.on(ListKeyRotationsCommand).resolves({ Rotations: [{ RotationDate: DAY }, {}] }),
    client => listRotations(client, KEY, false),
  ],
])('key facts: %s is malformed, never an empty answer', async (_, answer, read) => {
  answer()
  expect(await finished(read(aPlace().client))).toMatchObject({ known: false, reason: 'malformed' })
})

test('key facts: a refused policy is denied, and one that is not JSON stays text', async () => {
  kms.on(GetKeyPolicyCommand).rejectsOnce(denied.byKeyPolicy()).resolves({ Policy: '{' })
  expect(await finished(getKeyPolicy(aPlace().client, KEY))).toMatchObject({ known: false, reason: 'denied' })
  expect(await finished(getKeyPolicy(aPlace().client, KEY))).toEqual({ known: true, value: '{' })
})

describe('UnsupportedOperationException of a key with imported material', () => {
  const unsupported = () => kms.rejects(awsError('UnsupportedOperationException'))
  const NONE = { enabled: null, period_in_days: null, next_rotation_date: null }

  test('key facts: UnsupportedOperationException means that a key with imported material does not rotate and never has', async () => {
    unsupported()
    const place = aPlace()
    expect(await finished(rotationStatus(place.client, KEY, true))).toEqual({ known: true, value: NONE })
    expect(await finished(listRotations(place.client, KEY, true))).toEqual({ known: true, value: [] })
  })

  test('key facts: UnsupportedOperationException is a refusal for a key without imported material', async () => {
    unsupported()
    const refusal = { known: false, reason: 'unsupported' }
    expect(await finished(rotationStatus(aPlace().client, KEY, false))).toMatchObject(refusal)
    expect(await finished(listRotations(aPlace().client, KEY, false))).toMatchObject(refusal)
  })
})

test('key facts: a grant, a tag and a rotation that are listed twice count once', async () => {
  kms.on(ListGrantsCommand).resolves({ Grants: [grant(), grant()] })
  kms.on(ListResourceTagsCommand).resolves({ Tags: [TAG, TAG] })
  kms.on(ListKeyRotationsCommand).resolves({ Rotations: [{ RotationDate: DAY }, { RotationDate: DAY }] })
  const { client } = aPlace()
  for (const answer of [listGrants(client, KEY), listTags(client, KEY), listRotations(client, KEY, false)]) {
    const read = await finished<Answer<unknown[]>>(answer)
    expect(read.known && read.value).toHaveLength(1)
  }
})
