import { expect, test } from 'vitest'
import type { Json } from '../../src/lib/json.ts'
import { awsError } from '../aws/a-place.ts'
import { sweepType, type Answer } from './sweep-type.ts'

const EC2 = {
  DescribeVolumes: { Volumes: [] },
  DescribeSnapshots: { Snapshots: [] },
  DescribeImages: { Images: [{ ImageId: 'ami-1', BlockDeviceMappings: [{ Ebs: { SnapshotId: 'snap-1' } }] }] },
  DescribeLaunchTemplateVersions: { LaunchTemplateVersions: [] },
}

test.each([
  ['ebs-volume', 'DescribeVolumes', { MaxResults: 1000, Filters: [{ Name: 'encrypted', Values: ['true'] }] }],
  ['ebs-snapshot', 'DescribeSnapshots', { MaxResults: 1000, OwnerIds: ['self'] }],
  ['ami', 'DescribeImages', { MaxResults: 1000, Owners: ['self'], IncludeDisabled: true }],
  ['ami', 'DescribeSnapshots', { MaxResults: 1000, Filters: [{ Name: 'snapshot-id', Values: ['snap-1'] }] }],
  ['launch-template', 'DescribeLaunchTemplateVersions', { MaxResults: 200, Versions: ['$Latest', '$Default'] }],
])(
  'dependents: %s asks EC2 for pages by %s, since calls without a size have lower limits',
  async (type, name, input) => {
    expect(await inputOf(type, name, EC2)).toMatchObject(input)
  },
)

test.each<[string, string, Record<string, Answer>, Json]>([
  ['glue-connection', 'GetConnections', { GetConnections: {} }, { HidePassword: true }],
  ['secret', 'ListSecrets', { ListSecrets: {} }, { IncludePlannedDeletion: true }],
  ['lambda-function', 'ListFunctions', { ListFunctions: {} }, { FunctionVersion: 'ALL' }],
  ['cloudtrail-trail', 'DescribeTrails', { DescribeTrails: {} }, { includeShadowTrails: false }],
])('dependents: %s asks for the right things by %s', async (type, name, answers, input) => {
  expect(await inputOf(type, name, answers)).toMatchObject(input)
})

test('dependents: the snapshots of images are asked for 200 at a time', async () => {
  const images = Array.from({ length: 450 }, (_, at) => ({
    ImageId: `ami-${at}`,
    BlockDeviceMappings: [{ Ebs: { SnapshotId: `snap-${at}` } }],
  }))
  const { sent } = await sweepType('ami', { ...EC2, DescribeImages: { Images: images } })
  const sizes = sent.flatMap(({ input }) => (input['Filters'] as { Values: string[] }[] | undefined) ?? [])
  expect(sizes.map(({ Values }) => Values.length)).toEqual([200, 200, 50])
})

const [orders, secret, store] = ['arn:…:orders', 'arn:…:secret', 'arn:…:store']

test.each<[string, string, string, Record<string, Answer>]>([
  [
    'a function',
    'lambda-package',
    'ResourceNotFoundException',
    { ListFunctions: { Functions: [{ FunctionName: 'orders', FunctionArn: orders }] } },
  ],
  [
    'a secret',
    'secret-replica',
    'ResourceNotFoundException',
    { ListSecrets: { SecretList: [{ Name: 'db', ARN: secret, PrimaryRegion: 'eu-west-1' }] } },
  ],
  [
    'the secret of a proxy',
    'rds-proxy',
    'ResourceNotFoundException',
    { DescribeDBProxies: { DBProxies: [{ DBProxyName: 'orders', Auth: [{ SecretArn: secret }] }] } },
  ],
  [
    'an event data store',
    'cloudtrail-event-data-store',
    'EventDataStoreNotFoundException',
    { ListEventDataStores: { EventDataStores: [{ EventDataStoreArn: store }] } },
  ],
])('dependents: %s that is deleted after it was listed is no gap', async (_, type, error, lists) => {
  const gone = awsError(error)
  const answers = { GetFunction: gone, DescribeSecret: gone, GetEventDataStore: gone, ...lists }
  const { sweep, sent } = await sweepType(type, answers)
  expect(sent).toHaveLength(2)
  expect(sweep.failure).toBeNull()
})

async function inputOf(type: string, name: string, answers: Record<string, Answer>): Promise<Json | undefined> {
  const { sent } = await sweepType(type, answers)
  return sent.find(({ command }) => command === name)?.input
}
