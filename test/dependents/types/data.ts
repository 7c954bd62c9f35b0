import { KEY, type TypeCase } from '../sweep-type.ts'

const arn = (resource: string) => `arn:aws:dms:eu-west-1:111122223333:${resource}`

const cases: Record<string, TypeCase> = {
  'glue-catalog': {
    answers: {
      GetDataCatalogEncryptionSettings: {
        DataCatalogEncryptionSettings: {
          EncryptionAtRest: { CatalogEncryptionMode: 'SSE-KMS', SseAwsKmsKeyId: KEY },
          ConnectionPasswordEncryption: { ReturnConnectionPasswordEncrypted: true, AwsKmsKeyId: KEY },
        },
      },
    },
    lists: {},
    found: ['111122223333', '111122223333 / connection passwords'],
  },
  'glue-security-configuration': {
    answers: {
      GetSecurityConfigurations: {
        SecurityConfigurations: [
          {
            Name: 'strict',
            EncryptionConfiguration: {
              S3Encryption: [{ S3EncryptionMode: 'SSE-KMS', KmsKeyArn: KEY }],
              CloudWatchEncryption: { CloudWatchEncryptionMode: 'SSE-KMS', KmsKeyArn: KEY },
              JobBookmarksEncryption: { JobBookmarksEncryptionMode: 'CSE-KMS', KmsKeyArn: KEY },
              DataQualityEncryption: { DataQualityEncryptionMode: 'SSE-KMS', KmsKeyArn: KEY },
            },
          },
          { Name: 'loose', EncryptionConfiguration: { S3Encryption: [{ S3EncryptionMode: 'SSE-S3' }] } },
        ],
      },
    },
    lists: { GetSecurityConfigurations: ['SecurityConfigurations', 'NextToken'] },
    found: ['strict / data in Amazon S3', 'strict / logs', 'strict / job bookmarks', 'strict / data quality'],
  },
  'glue-connection': {
    answers: {
      GetConnections: {
        ConnectionList: [
          { Name: 'crm', ConnectionType: 'SALESFORCE', AuthenticationConfiguration: { KmsKeyArn: KEY } },
          { Name: 'erp', ConnectionType: 'SAPODATA', AuthenticationConfiguration: { KmsKeyArn: KEY } },
          { Name: 'jdbc', ConnectionType: 'JDBC' },
        ],
      },
    },
    lists: { GetConnections: ['ConnectionList', 'NextToken'] },
    found: ['crm', 'erp'],
  },
  'glue-ml-transform': {
    answers: {
      GetMLTransforms: {
        Transforms: [
          {
            TransformId: 'tfm-1',
            Name: 'matches',
            TransformEncryption: { MlUserDataEncryption: { MlUserDataEncryptionMode: 'SSE-KMS', KmsKeyId: KEY } },
          },
          { TransformId: 'tfm-2', TransformEncryption: { MlUserDataEncryption: { KmsKeyId: KEY } } },
          { TransformId: 'tfm-3' },
        ],
      },
    },
    lists: { GetMLTransforms: ['Transforms', 'NextToken'] },
    found: ['tfm-1', 'tfm-2'],
  },
  'dms-replication-instance': {
    answers: {
      DescribeReplicationInstances: {
        ReplicationInstances: [
          { ReplicationInstanceIdentifier: 'one', ReplicationInstanceArn: arn('rep:1A'), KmsKeyId: KEY },
          { ReplicationInstanceIdentifier: 'two', ReplicationInstanceArn: arn('rep:2B'), KmsKeyId: KEY },
        ],
      },
    },
    lists: { DescribeReplicationInstances: ['ReplicationInstances', 'Marker'] },
    found: ['one', 'two'],
  },
  'dms-endpoint': {
    answers: {
      DescribeEndpoints: {
        Endpoints: [
          {
            EndpointIdentifier: 'lake',
            EndpointArn: arn('endpoint:1A'),
            EngineName: 's3',
            KmsKeyId: KEY,
            S3Settings: { EncryptionMode: 'sse-kms', ServerSideEncryptionKmsKeyId: KEY },
          },
          { EndpointIdentifier: 'facts', RedshiftSettings: { ServerSideEncryptionKmsKeyId: KEY } },
          { EndpointIdentifier: 'docs', DocDbSettings: { KmsKeyId: KEY } },
          { EndpointIdentifier: 'mongo', MongoDbSettings: { KmsKeyId: KEY } },
          { EndpointIdentifier: 'plain' },
        ],
      },
    },
    lists: { DescribeEndpoints: ['Endpoints', 'Marker'] },
    found: [
      'lake',
      'lake / files in Amazon S3',
      'facts / files in Amazon S3',
      'docs / data on the replication instance',
      'mongo / data on the replication instance',
    ],
  },
  'dms-certificate': {
    answers: {
      DescribeCertificates: {
        Certificates: [
          { CertificateIdentifier: 'ca-1', CertificateArn: arn('cert:1A'), KmsKeyId: KEY },
          { CertificateIdentifier: 'ca-2', CertificateArn: arn('cert:2B'), KmsKeyId: KEY },
        ],
      },
    },
    lists: { DescribeCertificates: ['Certificates', 'Marker'] },
    found: ['ca-1', 'ca-2'],
  },
  'dms-replication-config': {
    answers: {
      DescribeReplicationConfigs: {
        ReplicationConfigs: [
          { ReplicationConfigIdentifier: 'one', ComputeConfig: { KmsKeyId: KEY, MaxCapacityUnits: 4 } },
          { ReplicationConfigIdentifier: 'two', ComputeConfig: { KmsKeyId: KEY, MaxCapacityUnits: 8 } },
        ],
      },
    },
    lists: { DescribeReplicationConfigs: ['ReplicationConfigs', 'Marker'] },
    found: ['one', 'two'],
  },
}

export default cases
