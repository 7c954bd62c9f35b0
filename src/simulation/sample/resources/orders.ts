import { keyArn } from '../../world/world.ts'
import type { SimResources } from '../../world/sim-resources.ts'
import { sampleId } from '../sample-key.ts'
import type { SamplePlace } from './sample-place.ts'

/** What stores the orders in us-east-1. Each service names the key in its own way: by ARN, ID or one of its aliases. */
export const orderData = ({ key, arn, account, daysAgo }: SamplePlace): SimResources => ({
  'dynamodb:DescribeTable': {
    orders: {
      TableName: 'orders',
      TableArn: arn('dynamodb', 'table/orders'),
      TableStatus: 'ACTIVE',
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key('orders') },
      // A global table. Its replica is encrypted with a key of that Region.
      Replicas: [
        {
          RegionName: 'eu-west-1',
          ReplicaStatus: 'ACTIVE',
          KMSMasterKeyId: keyArn({ partition: 'aws', id: account }, 'eu-west-1', sampleId('key-1')),
        },
      ],
    },
    'card-tokens': {
      TableName: 'card-tokens',
      TableArn: arn('dynamodb', 'table/card-tokens'),
      TableStatus: 'ACTIVE',
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key('card-vault') },
    },
    carts: { TableName: 'carts', TableArn: arn('dynamodb', 'table/carts'), TableStatus: 'ACTIVE' },
  },
  'rds:DescribeDBClusters': [
    {
      DBClusterIdentifier: 'shop',
      DBClusterArn: arn('rds', 'cluster:shop'),
      Engine: 'aurora-postgresql',
      Status: 'available',
      StorageEncrypted: true,
      KmsKeyId: key('orders'),
      MasterUserSecret: { SecretStatus: 'active', KmsKeyId: key('us-east-1 secretsmanager') },
    },
  ],
  'rds:DescribeDBInstances': ['shop-1', 'shop-2'].map(name => ({
    DBInstanceIdentifier: name,
    DBInstanceArn: arn('rds', `db:${name}`),
    DBClusterIdentifier: 'shop',
    Engine: 'aurora-postgresql',
    DBInstanceStatus: 'available',
    StorageEncrypted: true,
    KmsKeyId: key('orders'),
    PerformanceInsightsEnabled: true,
    PerformanceInsightsKMSKeyId: key('orders'),
  })),
  'rds:DescribeDBClusterSnapshots': [
    {
      DBClusterSnapshotIdentifier: 'shop-before-upgrade',
      DBClusterSnapshotArn: arn('rds', 'cluster-snapshot:shop-before-upgrade'),
      DBClusterIdentifier: 'shop',
      StorageEncrypted: true,
      KmsKeyId: key('orders'),
      SnapshotCreateTime: daysAgo(61),
    },
  ],
  // The database was deleted with the build server. Its backups were kept.
  'rds:DescribeDBInstanceAutomatedBackups': [
    {
      DBInstanceIdentifier: 'build-server',
      DbiResourceId: 'db-EXAMPLEBUILDSERVER0000000',
      DBInstanceAutomatedBackupsArn: arn('rds', 'auto-backup:ab-examplebuildserver'),
      Status: 'retained',
      Encrypted: true,
      KmsKeyId: key('build-secrets'),
    },
  ],
  'elasticache:DescribeReplicationGroups': [
    {
      ReplicationGroupId: 'carts',
      ARN: arn('elasticache', 'replicationgroup:carts'),
      Status: 'available',
      AtRestEncryptionEnabled: true,
      KmsKeyId: key('orders'),
    },
  ],
  'es:DescribeDomains': {
    'orders-search': {
      DomainId: `${account}/orders-search`,
      DomainName: 'orders-search',
      ARN: arn('es', 'domain/orders-search'),
      EncryptionAtRestOptions: { Enabled: true, KmsKeyId: key('orders') },
    },
  },
})

/** What moves the orders. */
export const orderFlow = ({ key, arn, account }: SamplePlace): SimResources => ({
  'sqs:GetQueueAttributes': Object.fromEntries(
    [
      ['orders', 'alias/orders-queue'],
      ['orders-failed', key('orders').split('/')[1]],
      ['mails', undefined],
    ].map(([name, KmsMasterKeyId]) => [
      `https://sqs.us-east-1.amazonaws.com/${account}/${name}`,
      {
        QueueArn: arn('sqs', String(name)),
        ...(KmsMasterKeyId !== undefined && { KmsMasterKeyId, KmsDataKeyReusePeriodSeconds: '300' }),
      },
    ]),
  ),
  'sns:GetTopicAttributes': {
    [arn('sns', 'order-events')]: { TopicArn: arn('sns', 'order-events'), KmsMasterKeyId: 'alias/prod/orders' },
  },
  'lambda:ListFunctions': [
    {
      FunctionName: 'order-mailer',
      FunctionArn: arn('lambda', 'function:order-mailer'),
      Runtime: 'nodejs22.x',
      KMSKeyArn: key('orders'),
      Environment: { Variables: { MAIL_HOST: 'mail.example.com' } },
    },
    { FunctionName: 'thumbnails', FunctionArn: arn('lambda', 'function:thumbnails'), Runtime: 'python3.13' },
  ],
  'states:DescribeStateMachine': {
    [arn('states', 'stateMachine:fulfilment')]: {
      stateMachineArn: arn('states', 'stateMachine:fulfilment'),
      name: 'fulfilment',
      definition: '{}',
      encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: key('orders') },
    },
  },
  'events:DescribeEventBus': {
    shop: { Name: 'shop', Arn: arn('events', 'event-bus/shop'), KmsKeyIdentifier: 'alias/orders' },
    default: { Name: 'default', Arn: arn('events', 'event-bus/default') },
  },
  // The log group of the checkout got this key three weeks ago. What it stored before needs the key of the build server.
  'logs:DescribeLogGroups': [
    { logGroupName: '/shop/api', arn: arn('logs', 'log-group:/shop/api:*'), kmsKeyId: key('orders') },
    {
      logGroupName: '/shop/checkout',
      arn: arn('logs', 'log-group:/shop/checkout:*'),
      kmsKeyId: key('orders'),
      retentionInDays: 365,
    },
    { logGroupName: '/aws/lambda/thumbnails', arn: arn('logs', 'log-group:/aws/lambda/thumbnails:*') },
  ],
})
