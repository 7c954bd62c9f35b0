import type { SimResources } from '../../world/sim-resources.ts'
import { DOCUMENTS } from '../sample-family.ts'
import { sse } from './bucket-encryption.ts'
import type { SamplePlace } from './sample-place.ts'

/** The machines of the shop in us-east-1. New volumes get the key of the launch template, which names it by an alias. */
export const shopMachines = ({ key, id, arn, account, daysAgo }: SamplePlace): SimResources => ({
  'ec2:DescribeVolumes': [
    ...['api 1', 'api 2', 'worker'].map((name, number) => ({
      VolumeId: id('vol', name),
      Encrypted: true,
      KmsKeyId: key('orders'),
      State: 'in-use',
      Size: 100,
      CreateTime: daysAgo(210 - number),
      Attachments: [{ InstanceId: id('i', name), Device: '/dev/xvda', State: 'attached' }],
    })),
    { VolumeId: id('vol', 'bastion'), Encrypted: false, State: 'in-use', Size: 8, CreateTime: daysAgo(900) },
  ],
  'ec2:DescribeSnapshots': [
    {
      SnapshotId: id('snap', 'api image'),
      OwnerId: account,
      Encrypted: true,
      KmsKeyId: key('orders'),
      State: 'completed',
      StartTime: daysAgo(34),
    },
  ],
  'ec2:DescribeImages': [
    {
      ImageId: id('ami', 'api'),
      Name: 'shop-api-2026-10',
      OwnerId: account,
      State: 'available',
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId: id('snap', 'api image'), Encrypted: true } }],
    },
  ],
  'ec2:DescribeLaunchTemplateVersions': [
    {
      LaunchTemplateId: id('lt', 'api'),
      LaunchTemplateName: 'shop-api',
      VersionNumber: 14,
      DefaultVersion: true,
      LaunchTemplateData: {
        BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, KmsKeyId: 'alias/prod/orders' } }],
      },
    },
  ],
  'ecr:DescribeRepositories': [
    {
      repositoryName: 'shop/api',
      repositoryArn: arn('ecr', 'repository/shop/api'),
      encryptionConfiguration: { encryptionType: 'KMS', kmsKey: key('orders') },
    },
    {
      repositoryName: 'shop/website',
      repositoryArn: arn('ecr', 'repository/shop/website'),
      encryptionConfiguration: { encryptionType: 'AES256' },
    },
  ],
  'eks:DescribeCluster': {
    shop: {
      name: 'shop',
      arn: arn('eks', 'cluster/shop'),
      version: '1.33',
      status: 'ACTIVE',
      encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: key('orders') } }],
    },
  },
  'ecs:DescribeClusters': {
    [arn('ecs', 'cluster/jobs')]: {
      clusterArn: arn('ecs', 'cluster/jobs'),
      clusterName: 'jobs',
      status: 'ACTIVE',
      configuration: { executeCommandConfiguration: { kmsKeyId: key('orders'), logging: 'DEFAULT' } },
    },
  },
})

/** The parameters of the shop. One names an alias whose key was deleted. */
export const shopParameters: SimResources = {
  'ssm:DescribeParameters': [
    { Name: '/shop/prod/session-salt', Type: 'SecureString', KeyId: 'alias/orders', Tier: 'Standard' },
    { Name: '/shop/prod/mail-password', Type: 'SecureString', KeyId: 'alias/aws/ssm', Tier: 'Standard' },
    { Name: '/shop/legacy/feed-token', Type: 'SecureString', KeyId: 'alias/intranet', Tier: 'Standard' },
    { Name: '/shop/prod/currency', Type: 'String', Tier: 'Standard' },
  ],
}

/** What holds the documents of customers. Its key has a replica in us-west-2, so the ARN says which of both it is. */
export const shopDocuments = ({ key, arn, id, account }: SamplePlace): SimResources => ({
  's3:GetBucketEncryption': { 'example-shop-documents': sse('aws:kms', key(DOCUMENTS)) },
  's3:GetBucketReplication': {
    'example-shop-documents': {
      Role: `arn:aws:iam::${account}:role/replication`,
      Rules: [
        {
          ID: 'failover',
          Status: 'Enabled',
          Destination: {
            Bucket: 'arn:aws:s3:::example-shop-documents-west',
            EncryptionConfiguration: { ReplicaKmsKeyID: key(DOCUMENTS).replace('us-east-1', 'us-west-2') },
          },
        },
      ],
    },
  },
  'elasticfilesystem:DescribeFileSystems': [
    {
      FileSystemId: id('fs', 'documents'),
      FileSystemArn: arn('elasticfilesystem', `file-system/${id('fs', 'documents')}`),
      Name: 'documents',
      Encrypted: true,
      KmsKeyId: key(DOCUMENTS),
    },
  ],
})
