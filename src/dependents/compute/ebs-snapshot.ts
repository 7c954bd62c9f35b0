import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
import { noting } from '../shared/noting.ts'

/**
 * A snapshot keeps the key of its volume; a copy under another key needs this one.
 * https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
 */
const ebsSnapshot: Dependent = {
  singular: 'EBS snapshot',
  plural: 'EBS snapshots',
  operations: ['ec2:DescribeSnapshots'],
  effort: 'list',
  effect: {
    when: 'on-restore',
    consequence: 'no volume can be created from the snapshot, and it cannot be copied',
    failsSilently: true,
  },
  // https://docs.aws.amazon.com/ebs/latest/userguide/encryption-examples.html
  encryption: {
    resourceType: 'AWS::EC2::Snapshot',
    withoutKey: 'none',
    fix: 'new-resource',
    remedy: 'Copy the snapshot with encryption and the key, and delete the old snapshot when nothing refers to it.',
    command: ({ id, region }) =>
      awsCommand(
        'ec2 copy-snapshot',
        { 'source-region': region, 'source-snapshot-id': id, encrypted: true, 'kms-key-id': raw(KEY) },
        region,
      ),
  },
  namedBy: { arn: /^ec2:[^:]*:[^:]*:snapshot\/(.+)$/, context: 'aws:ebs:id', contextId: /^snap-/ },
  async list(sweep) {
    const { DescribeSnapshotsCommand, EC2Client } = await import('@aws-sdk/client-ec2')
    const ec2 = sweep.client('EC2', config => new EC2Client(config))
    const Filters = sweep.wantsAll ? undefined : [{ Name: 'encrypted', Values: ['true'] }]
    const own = { OwnerIds: ['self'], Filters, MaxResults: 1000 }
    const send = (NextToken: string | undefined) => ec2.send(new DescribeSnapshotsCommand({ ...own, NextToken }))
    const members = { id: 'SnapshotId', tags: 'Tags', encrypted: 'Encrypted' }
    await sweep.pages('ec2:DescribeSnapshots', { send, items: 'Snapshots' }, noting(sweep, members))
  },
}

export default ebsSnapshot
