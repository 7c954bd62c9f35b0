import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/memorydb/latest/devguide/at-rest-encryption.html */
const memorydbSnapshot: Dependent = {
  singular: 'MemoryDB snapshot',
  plural: 'MemoryDB snapshots',
  operations: ['memorydb:DescribeSnapshots'],
  effort: 'list',
  effect: { when: 'on-restore', consequence: 'the snapshot can be neither restored nor copied', failsSilently: true },
  namedBy: { arn: /^memorydb:[^:]*:[^:]*:snapshot\/(.+)$/ },
  // https://docs.aws.amazon.com/memorydb/latest/devguide/at-rest-encryption.html
  encryption: {
    resourceType: 'AWS::MemoryDB::Snapshot',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy: 'Copy the snapshot with the key, and delete the old one.',
    command: ({ id, region }) =>
      awsCommand(
        'memorydb copy-snapshot',
        { 'source-snapshot-name': id, 'target-snapshot-name': `${id}-encrypted`, 'kms-key-id': raw(KEY) },
        region,
      ),
  },
  async list(sweep) {
    const { DescribeSnapshotsCommand, MemoryDBClient } = await import('@aws-sdk/client-memorydb')
    const client = sweep.client('MemoryDB', config => new MemoryDBClient(config))
    const send = (NextToken: string | undefined) => client.send(new DescribeSnapshotsCommand({ NextToken }))
    await sweep.pages(
      'memorydb:DescribeSnapshots',
      { send, items: 'Snapshots' },
      noting(sweep, { id: 'Name', arn: 'ARN' }),
    )
  },
}

export default memorydbSnapshot
