import type { Dependent } from '../dependent.ts'
import { awsCommand } from '../shared/aws-command.ts'
import { noting } from '../shared/noting.ts'

/**
 * An attached volume holds its data key: it goes on until it is attached again.
 * https://docs.aws.amazon.com/kms/latest/developerguide/unusable-kms-keys.html
 */
const ebsVolume: Dependent = {
  singular: 'EBS volume',
  plural: 'EBS volumes',
  operations: ['ec2:DescribeVolumes'],
  effort: 'list',
  effect: {
    when: 'on-next-start',
    consequence: 'the volume works until it is attached or its instance is started again',
    failsSilently: true,
  },
  // https://docs.aws.amazon.com/ebs/latest/userguide/encryption-examples.html
  encryption: {
    resourceType: 'AWS::EC2::Volume',
    withoutKey: 'none',
    fix: 'new-resource',
    remedy:
      'The encryption of a volume cannot be changed. Create a snapshot of it, create an encrypted volume from the ' +
      'snapshot, and attach that in place of the old volume.',
    command: ({ id, region }) => awsCommand('ec2 create-snapshot', { 'volume-id': id }, region),
  },
  namedBy: { arn: /^ec2:[^:]*:[^:]*:volume\/(.+)$/, context: 'aws:ebs:id', contextId: /^vol-/ },
  configIsComplete: true,
  config: [{ resourceType: 'AWS::EC2::Volume', property: 'kmsKeyId' }],
  async list(sweep) {
    const { DescribeVolumesCommand, EC2Client } = await import('@aws-sdk/client-ec2')
    const ec2 = sweep.client('EC2', config => new EC2Client(config))
    const Filters = sweep.wantsAll ? undefined : [{ Name: 'encrypted', Values: ['true'] }]
    const send = (NextToken: string | undefined) =>
      ec2.send(new DescribeVolumesCommand({ Filters, MaxResults: 1000, NextToken }))
    const members = { id: 'VolumeId', tags: 'Tags', encrypted: 'Encrypted' }
    await sweep.pages('ec2:DescribeVolumes', { send, items: 'Volumes' }, noting(sweep, members))
  },
}

export default ebsVolume
