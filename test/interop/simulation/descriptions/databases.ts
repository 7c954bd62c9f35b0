import { ACCOUNT } from '../../../simulation/services/clients.ts'
import { KEY } from '../lists/row.ts'
import { at, inList, row, within, type DescriptionRow } from './row.ts'

const ELASTIC = `arn:aws:docdb-elastic:us-east-1:${ACCOUNT}:cluster/abc`

export const DATABASES: readonly DescriptionRow[] = [
  row(
    'dynamodb',
    'dynamodb',
    'DescribeTable',
    {
      TableName: 'orders',
      CreationDateTime: at,
      SSEDescription: { KMSMasterKeyArn: KEY, SSEType: 'KMS' },
      Replicas: [{ RegionName: 'eu-west-1', KMSMasterKeyId: KEY }],
    },
    { name: 'orders', input: { TableName: 'orders' }, as: within('Table'), lost: 'ResourceNotFoundException' },
  ),
  row(
    'dynamodb',
    'dynamodb',
    'DescribeBackup',
    { SourceTableFeatureDetails: { SSEDescription: { KMSMasterKeyArn: KEY } } },
    { name: 'arn:b', input: { BackupArn: 'arn:b' }, as: within('BackupDescription'), lost: 'BackupNotFoundException' },
  ),
  row(
    'dynamodb',
    'dynamodb',
    'DescribeExport',
    { ExportArn: 'arn:e', S3SseKmsKeyId: KEY },
    { name: 'arn:e', input: { ExportArn: 'arn:e' }, as: within('ExportDescription'), lost: 'ExportNotFoundException' },
  ),
  row(
    'opensearch',
    'es',
    'DescribeDomains',
    { DomainName: 'logs', EncryptionAtRestOptions: { Enabled: true, KmsKeyId: KEY } },
    { name: 'logs', input: { DomainNames: ['logs'] }, as: inList('DomainStatusList') },
  ),
  row('glue', 'glue', 'GetDataCatalogEncryptionSettings', {
    DataCatalogEncryptionSettings: {
      EncryptionAtRest: { SseAwsKmsKeyId: KEY },
      ConnectionPasswordEncryption: { AwsKmsKeyId: KEY },
    },
  }),
  row(
    'athena',
    'athena',
    'GetWorkGroup',
    {
      Name: 'w',
      Configuration: { ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: KEY } } },
    },
    { name: 'w', input: { WorkGroup: 'w' }, as: within('WorkGroup'), lost: 'InvalidRequestException' },
  ),
  row(
    'docdb-elastic',
    'docdb-elastic',
    'GetCluster',
    { clusterName: 'c', kmsKeyId: KEY },
    { name: ELASTIC, input: { clusterArn: ELASTIC }, as: within('cluster'), lost: 'ResourceNotFoundException' },
  ),
  row(
    'dsql',
    'dsql',
    'GetCluster',
    { identifier: 'c', encryptionDetails: { kmsKeyArn: KEY } },
    { name: 'c', input: { identifier: 'c' }, lost: 'ResourceNotFoundException' },
  ),
]
