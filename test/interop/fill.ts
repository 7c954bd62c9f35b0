import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DisableKeyCommand,
  KMSClient,
  ListKeysCommand,
  PutKeyPolicyCommand,
  ReplicateKeyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms'
import type { Requests, Sample } from './sample.ts'

const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }
const HOUR = 3_600_000

/** A key as it stands in the account now, with all requests that were counted for it. */
export interface PutKey {
  sample: Sample
  region: string
  id: string
  arn: string
  requests: { at: number; count: number }[]
}

/** Makes the keys with the SDK's own clients, as their owner would have, and tells what there is now. */
export async function fill(endpoint: string, samples: readonly Sample[]): Promise<PutKey[]> {
  const keys: PutKey[] = []
  const clients = new Map<string, KMSClient>()
  for (const sample of samples) {
    const kms = clients.get(sample.region) ?? new KMSClient({ endpoint, region: sample.region, credentials })
    clients.set(sample.region, kms)
    keys.push(...(await make(kms, sample)))
  }
  await count(endpoint, keys, Date.now())
  for (const kms of clients.values()) kms.destroy()
  return keys
}

/** ARNs of all keys, as the account itself lists them. */
export async function listArns(endpoint: string, regions: readonly string[]): Promise<string[]> {
  const arns: string[] = []
  for (const region of regions) {
    const kms = new KMSClient({ endpoint, region, credentials })
    const { Keys = [] } = await kms.send(new ListKeysCommand({ Limit: 1000 }))
    arns.push(...Keys.flatMap(({ KeyArn }) => KeyArn ?? []))
    kms.destroy()
  }
  return arns.toSorted()
}

async function make(kms: KMSClient, sample: Sample): Promise<PutKey[]> {
  const { spec = 'SYMMETRIC_DEFAULT', usage = 'ENCRYPT_DECRYPT', description: Description, replica, region } = sample
  const MultiRegion = replica !== undefined
  const { KeyMetadata: made } = await kms.send(
    new CreateKeyCommand({ Description, MultiRegion, KeySpec: spec, KeyUsage: usage }),
  )
  const KeyId = made?.KeyId ?? ''
  const key = { sample, region, id: KeyId, arn: made?.Arn ?? '', requests: [] }
  for (const AliasName of sample.aliases ?? [])
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId }))
  if (sample.state === 'Disabled') await kms.send(new DisableKeyCommand({ KeyId }))
  if (sample.state === 'PendingDeletion') await kms.send(new ScheduleKeyDeletionCommand({ KeyId }))
  if (sample.hidden) await kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: 'default', Policy: HIDING }))
  if (replica === undefined) return [key]
  const copy = await kms.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: replica.region }))
  const arn = copy.ReplicaKeyMetadata?.Arn ?? ''
  return [key, { sample: { ...sample, ...replica }, region: replica.region, id: KeyId, arn, requests: [] }]
}

const HIDING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 'kms:DescribeKey', Resource: '*' }],
})

/** Counts requests as KMS does: by key and operation, a ReEncrypt by its pair of keys. */
async function count(endpoint: string, keys: readonly PutKey[], now: number): Promise<void> {
  for (const region of new Set(keys.map(key => key.region))) {
    const MetricData = keys
      .filter(key => key.region === region)
      .flatMap(key => (key.sample.requests ?? []).map(requests => toDatum(requests, key, keys, now)))
    const cloudwatch = new CloudWatchClient({ endpoint, region, credentials })
    await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'AWS/KMS', MetricData }))
    cloudwatch.destroy()
  }
}

function toDatum(
  { operation, hoursAgo, count: Value, to }: Requests,
  key: PutKey,
  keys: readonly PutKey[],
  now: number,
) {
  const at = now - hoursAgo * HOUR
  const other = keys.find(({ sample }) => sample.description === to)
  for (const counted of new Set([key, other ?? key])) counted.requests.push({ at, count: Value })
  const named =
    other === undefined
      ? [{ Name: 'KeyArn', Value: key.arn }]
      : [
          { Name: 'SourceKeyArn', Value: key.arn },
          { Name: 'DestinationKeyArn', Value: other.arn },
        ]
  const Dimensions = [...named, { Name: 'Operation', Value: operation }]
  return { MetricName: 'SuccessfulRequest', Dimensions, Timestamp: new Date(at), Value, Unit: 'Count' as const }
}
