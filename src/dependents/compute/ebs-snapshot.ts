import type { Dependent } from '../dependent.ts'
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
  namedBy: { arn: /^ec2:[^:]*:[^:]*:snapshot\/(.+)$/, context: 'aws:ebs:id', contextId: /^snap-/ },
  async list(sweep) {
    const { DescribeSnapshotsCommand, EC2Client } = await import('@aws-sdk/client-ec2')
    const ec2 = sweep.client('EC2', config => new EC2Client(config))
    const own = { OwnerIds: ['self'], Filters: [{ Name: 'encrypted', Values: ['true'] }], MaxResults: 1000 }
    const send = (NextToken: string | undefined) => ec2.send(new DescribeSnapshotsCommand({ ...own, NextToken }))
    await sweep.pages('ec2:DescribeSnapshots', { send, items: 'Snapshots' }, noting(sweep, { id: 'SnapshotId' }))
  },
}

export default ebsSnapshot
