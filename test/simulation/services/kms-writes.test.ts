import {
  CancelKeyDeletionCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GetKeyLastUsageCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms'
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { expect, test } from 'vitest'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { arn, aWorld, id, NOW, settings } from './clients.ts'

const KEY = { KeyId: arn(1) }

function aKey(more: Partial<Parameters<typeof simKey>[0]> = {}) {
  let now = NOW
  const key = simKey({ id: id(1), ...more })
  const aws = new SimulatedAws(aWorld([key], { clock: () => now }))
  const kms = new KMSClient(settings(aws))
  const trail = new CloudTrailClient(settings(aws))
  const state = async () => (await kms.send(new DescribeKeyCommand(KEY))).KeyMetadata?.KeyState
  const events = async () => {
    const LookupAttributes = [{ AttributeKey: 'ResourceName' as const, AttributeValue: arn(1) }]
    const { Events = [] } = await trail.send(new LookupEventsCommand({ LookupAttributes }))
    return Events.map(({ CloudTrailEvent = '' }) => JSON.parse(CloudTrailEvent) as Record<string, unknown>)
  }
  return { key, kms, state, events, pass: (milliseconds: number) => void (now += milliseconds) }
}

test('simulated KMS: a disabled key refuses its callers, and CloudTrail shows both events after a while', async () => {
  const { key, kms, state, events, pass } = aKey()
  await kms.send(new DisableKeyCommand(KEY))
  expect(await state()).toBe('Disabled')
  expect(key.state).toBe('Enabled')
  pass(HOUR)
  const EncryptionContext = { 'aws:s3:arn': 'arn:aws:s3:::orders' }
  const call = kms.send(new EncryptCommand({ ...KEY, Plaintext: Buffer.from('a'), EncryptionContext }))
  await expect(call).rejects.toMatchObject({ name: 'DisabledException', message: `${arn(1)} is disabled.` })
  expect(await events()).toMatchObject([{ eventName: 'DisableKey', responseElements: { keyId: arn(1) } }])
  pass(HOUR)
  expect(await events()).toMatchObject([
    {
      eventName: 'Encrypt',
      errorCode: 'DisabledException',
      errorMessage: `${arn(1)} is disabled.`,
      userIdentity: { arn: 'arn:aws:iam::111122223333:user/auditor' },
      requestParameters: { encryptionContext: EncryptionContext },
      responseElements: null,
    },
    { eventName: 'DisableKey' },
  ])
})

test('simulated KMS: an enabled key can be used, which is its last use', async () => {
  const { kms, pass } = aKey()
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ ...KEY, Plaintext: Buffer.from('a') }))
  pass(HOUR)
  await kms.send(new DecryptCommand({ CiphertextBlob }))
  pass(HOUR)
  const { KeyLastUsage } = await kms.send(new GetKeyLastUsageCommand(KEY))
  expect(KeyLastUsage).toMatchObject({ Operation: 'Decrypt', Timestamp: new Date(NOW + HOUR) })
})

test('simulated KMS: cancelling a deletion leaves the key disabled', async () => {
  const { kms, state } = aKey()
  const scheduled = await kms.send(new ScheduleKeyDeletionCommand({ ...KEY, PendingWindowInDays: 7 }))
  expect(scheduled).toMatchObject({ KeyState: 'PendingDeletion', DeletionDate: new Date(NOW + 7 * DAY) })
  await expect(kms.send(new DisableKeyCommand(KEY))).rejects.toThrow('is pending deletion.')
  await kms.send(new CancelKeyDeletionCommand(KEY))
  expect(await state()).toBe('Disabled')
  await kms.send(new EnableKeyCommand(KEY))
  expect(await state()).toBe('Enabled')
  await expect(kms.send(new CancelKeyDeletionCommand(KEY))).rejects.toThrow('is not pending deletion.')
})

test('simulated KMS: a key is gone when its waiting period ends, and CloudTrail shows who deleted it', async () => {
  const { kms, state, events, pass } = aKey()
  await kms.send(new ScheduleKeyDeletionCommand({ ...KEY, PendingWindowInDays: 7 }))
  pass(7 * DAY + HOUR)
  await expect(state()).rejects.toMatchObject({ name: 'NotFoundException' })
  expect(await events()).toMatchObject([
    { eventName: 'DeleteKey', userIdentity: { invokedBy: 'kms.amazonaws.com' } },
    { eventName: 'ScheduleKeyDeletion', requestParameters: { pendingWindowInDays: 7 } },
  ])
})

test('simulated KMS: an AWS managed key cannot be disabled', async () => {
  const { kms } = aKey({ manager: 'AWS' })
  await expect(kms.send(new DisableKeyCommand(KEY))).rejects.toMatchObject({ name: 'AccessDeniedException' })
})
