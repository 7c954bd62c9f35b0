import { onlyOrders } from '../only-orders.ts'
import { KEY, type TypeCase } from '../sweep-type.ts'

const HERE = 'eu-west-1:111122223333'
const asList = (value: unknown): string[] => value as string[]

const connectKey = { EncryptionType: 'KMS', KeyId: KEY }

const cases: Record<string, TypeCase> = {
  'codebuild-report-group': {
    answers: {
      ListReportGroups: {
        reportGroups: ['plain', 'orders'].map(name => `arn:aws:codebuild:${HERE}:report-group/${name}`),
      },
      BatchGetReportGroups: ({ reportGroupArns }) => ({
        reportGroups: asList(reportGroupArns).map(arn => ({
          arn,
          name: arn.replace(/^.*\//, ''),
          exportConfig: {
            exportConfigType: 'S3',
            s3Destination: { bucket: 'reports', ...onlyOrders(arn, { encryptionKey: KEY }) },
          },
        })),
      }),
    },
    lists: { ListReportGroups: ['reportGroups', 'nextToken'], BatchGetReportGroups: ['reportGroups'] },
    found: ['orders'],
  },
  'dsql-cluster': {
    answers: {
      ListClusters: {
        clusters: ['c-plain', 'c-orders'].map(identifier => ({
          identifier,
          arn: `arn:aws:dsql:${HERE}:cluster/${identifier}`,
        })),
      },
      GetCluster: ({ identifier }) => ({
        identifier,
        encryptionDetails: {
          encryptionStatus: 'ENABLED',
          kmsKeyArn: 'AWS_OWNED_KMS_KEY',
          ...onlyOrders(identifier, { kmsKeyArn: KEY }),
        },
      }),
    },
    lists: { ListClusters: ['clusters', 'nextToken'] },
    found: ['c-orders'],
  },
  'docdb-elastic-cluster': {
    answers: {
      ListClusters: {
        clusters: ['plain', 'orders'].map(clusterName => ({
          clusterName,
          clusterArn: `arn:aws:docdb-elastic:${HERE}:cluster/${clusterName}`,
        })),
      },
      GetCluster: ({ clusterArn }) => ({
        cluster: { clusterArn, kmsKeyId: 'AWS_OWNED_KMS_KEY', ...onlyOrders(clusterArn, { kmsKeyId: KEY }) },
      }),
    },
    lists: { ListClusters: ['clusters', 'nextToken'] },
    found: ['orders'],
  },
  'neptune-graph': {
    answers: {
      ListGraphs: {
        graphs: [
          { id: 'g-1', name: 'orders', kmsKeyIdentifier: KEY },
          { id: 'g-2', name: 'clicks', kmsKeyIdentifier: KEY },
          { id: 'g-3', name: 'plain', kmsKeyIdentifier: 'AWS_OWNED_KEY' },
        ],
      },
    },
    lists: { ListGraphs: ['graphs', 'nextToken'] },
    found: ['g-1', 'g-2'],
  },
  'config-delivery-channel': {
    answers: {
      DescribeDeliveryChannels: {
        DeliveryChannels: [{ name: 'default', s3BucketName: 'history', s3KmsKeyArn: KEY }],
      },
    },
    lists: { DescribeDeliveryChannels: ['DeliveryChannels'] },
    found: ['default'],
  },
  'connect-instance': {
    answers: {
      ListInstances: {
        InstanceSummaryList: [
          { Id: 'i-1', Arn: 'arn:aws:connect:eu-west-1:111122223333:instance/i-1', InstanceAlias: 'desk' },
          { Id: 'i-2', Arn: 'arn:aws:connect:eu-west-1:111122223333:instance/i-2', InstanceAlias: 'sales' },
        ],
      },
      ListInstanceStorageConfigs: ({ InstanceId, ResourceType }) => ({
        StorageConfigs:
          InstanceId === 'i-1' && ResourceType === 'CALL_RECORDINGS'
            ? [
                { StorageType: 'S3', S3Config: { BucketName: 'calls' } },
                { StorageType: 'S3', S3Config: { BucketName: 'calls', EncryptionConfig: connectKey } },
              ]
            : InstanceId === 'i-2' && ResourceType === 'MEDIA_STREAMS'
              ? [
                  {
                    StorageType: 'KINESIS_VIDEO_STREAM',
                    KinesisVideoStreamConfig: { Prefix: 'live', EncryptionConfig: connectKey },
                  },
                ]
              : [],
      }),
    },
    lists: {
      ListInstances: ['InstanceSummaryList', 'NextToken'],
      ListInstanceStorageConfigs: ['StorageConfigs', 'NextToken'],
    },
    found: ['i-1 / call recordings', 'i-2 / media streams'],
  },
  'guardduty-destination': {
    answers: {
      ListDetectors: { DetectorIds: ['d-1', 'd-2'] },
      ListPublishingDestinations: ({ DetectorId }) => ({
        Destinations: [1, 2].map(n => ({ DestinationId: `${DetectorId}-${n}`, DestinationType: 'S3' })),
      }),
      DescribePublishingDestination: ({ DestinationId }) => ({
        DestinationId,
        DestinationProperties: {
          DestinationArn: 'arn:aws:s3:::findings',
          ...(DestinationId === 'd-1-2' && { KmsKeyArn: KEY }),
        },
      }),
    },
    lists: {
      ListDetectors: ['DetectorIds', 'NextToken'],
      ListPublishingDestinations: ['Destinations', 'NextToken'],
    },
    found: ['d-1-2'],
  },
  'identity-center-instance': {
    answers: {
      ListInstances: {
        Instances: [
          { InstanceArn: 'arn:aws:sso:::instance/ssoins-1', OwnerAccountId: '111122223333' },
          // That of the organization, which only its owner may describe.
          { InstanceArn: 'arn:aws:sso:::instance/ssoins-2', OwnerAccountId: '444455556666' },
        ],
      },
      DescribeInstance: ({ InstanceArn }) => ({
        InstanceArn,
        EncryptionConfigurationDetails: {
          KeyType: 'CUSTOMER_MANAGED_KEY',
          KmsKeyArn: KEY,
          EncryptionStatus: 'ENABLED',
        },
      }),
    },
    lists: { ListInstances: ['Instances', 'NextToken'] },
    found: ['ssoins-1'],
  },
  'cognito-user-pool': {
    answers: {
      ListUserPools: {
        UserPools: ['orders', 'shop', 'plain'].map(name => ({
          Id: `eu-west-1_${name}`,
          Name: name,
          LambdaConfig: name === 'plain' ? {} : { KMSKeyID: KEY },
        })),
      },
    },
    lists: { ListUserPools: ['UserPools', 'NextToken'] },
    found: ['eu-west-1_orders', 'eu-west-1_shop'],
  },
  'ssm-data-sync': {
    answers: {
      ListResourceDataSync: {
        ResourceDataSyncItems: [
          { SyncName: 'orders', S3Destination: { BucketName: 'inventory', Region: 'eu-west-1', AWSKMSKeyARN: KEY } },
          { SyncName: 'shop', S3Destination: { BucketName: 'inventory', Region: 'eu-west-1', AWSKMSKeyARN: KEY } },
          { SyncName: 'plain', SyncType: 'SyncFromSource' },
        ],
      },
    },
    lists: { ListResourceDataSync: ['ResourceDataSyncItems', 'NextToken'] },
    found: ['orders', 'shop'],
  },
  'dlm-policy': {
    answers: {
      GetLifecyclePolicies: { Policies: ['p-rule', 'p-action', 'p-plain'].map(PolicyId => ({ PolicyId })) },
      GetLifecyclePolicy: ({ PolicyId }) => ({
        Policy: {
          PolicyId,
          PolicyArn: `arn:aws:dlm:${HERE}:policy/${PolicyId}`,
          PolicyDetails: {
            ...(PolicyId === 'p-rule' && {
              Schedules: [{ CrossRegionCopyRules: [{ TargetRegion: 'us-east-1', Encrypted: true, CmkArn: KEY }] }],
            }),
            ...(PolicyId === 'p-action' && {
              Actions: [
                {
                  CrossRegionCopy: [{ Target: 'us-east-1', EncryptionConfiguration: { Encrypted: true, CmkArn: KEY } }],
                },
              ],
            }),
          },
        },
      }),
    },
    lists: { GetLifecyclePolicies: ['Policies'] },
    found: ['p-rule / copies in other Regions', 'p-action / copies in other Regions'],
  },
}

export default cases
