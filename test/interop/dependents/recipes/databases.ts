import { CreateBackupCommand, CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { CreateDomainCommand, OpenSearchClient } from '@aws-sdk/client-opensearch'
import {
  CreateCollectionCommand,
  CreateSecurityPolicyCommand,
  OpenSearchServerlessClient,
} from '@aws-sdk/client-opensearchserverless'
import { CreateEndpointCommand, DatabaseMigrationServiceClient } from '@aws-sdk/client-database-migration-service'
import {
  CreateDBClusterCommand,
  CreateDBClusterSnapshotCommand,
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBSnapshotsCommand,
  RDSClient,
} from '@aws-sdk/client-rds'
import { CreateClusterCommand, CreateClusterSnapshotCommand, RedshiftClient } from '@aws-sdk/client-redshift'
import { given, type Recipe } from '../recipe.ts'

const login = { MasterUsername: 'owner', MasterUserPassword: 'correct-horse-1' }

/** Databases and their snapshots. */
export const databases: Record<string, Recipe> = {
  'RDS instance': {
    async make({ aws, name, key, made }) {
      const rds = aws.client(RDSClient)
      await rds.send(
        new CreateDBInstanceCommand({
          ...login,
          DBInstanceIdentifier: name,
          DBInstanceClass: 'db.t3.micro',
          Engine: 'postgres',
          AllocatedStorage: 20,
          StorageEncrypted: true,
          KmsKeyId: key,
        }),
      )
      made('rds-instance', name)
      const snapshot = { DBInstanceIdentifier: name, DBSnapshotIdentifier: `${name}-snapshot` }
      await rds.send(new CreateDBSnapshotCommand(snapshot))
      // Also the one that RDS may have made by itself.
      const all = await rds.send(new DescribeDBSnapshotsCommand({ DBInstanceIdentifier: name }))
      for (const { DBSnapshotIdentifier: id } of given(all.DBSnapshots)) made('rds-snapshot', given(id))
    },
  },
  'RDS cluster': {
    async make({ aws, name, key, made }) {
      const rds = aws.client(RDSClient)
      await rds.send(
        new CreateDBClusterCommand({
          ...login,
          DBClusterIdentifier: name,
          Engine: 'aurora-postgresql',
          StorageEncrypted: true,
          KmsKeyId: key,
        }),
      )
      made('rds-cluster', name)
      const snapshot = { DBClusterIdentifier: name, DBClusterSnapshotIdentifier: `${name}-snapshot` }
      await rds.send(new CreateDBClusterSnapshotCommand(snapshot))
      const all = await rds.send(new DescribeDBClusterSnapshotsCommand({ DBClusterIdentifier: name }))
      for (const { DBClusterSnapshotIdentifier: id } of given(all.DBClusterSnapshots)) made('rds-snapshot', given(id))
    },
  },
  table: {
    // ListTables returns at most 100 names.
    count: 105,
    async make({ aws, name, key, made }) {
      await aws.client(DynamoDBClient).send(
        new CreateTableCommand({
          TableName: name,
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
          SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: key },
        }),
      )
      made('dynamodb-table', name)
    },
  },
  'table with a backup': {
    async make({ aws, name, key, made }) {
      const dynamodb = aws.client(DynamoDBClient)
      await dynamodb.send(
        new CreateTableCommand({
          TableName: name,
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
          SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: key },
        }),
      )
      made('dynamodb-table', name)
      const { BackupDetails } = await dynamodb.send(new CreateBackupCommand({ TableName: name, BackupName: 'today' }))
      made('dynamodb-backup', given(BackupDetails?.BackupArn?.split(':table/')[1]))
    },
  },
  'Redshift cluster': {
    async make({ aws, name, key, made }) {
      const redshift = aws.client(RedshiftClient)
      await redshift.send(
        new CreateClusterCommand({
          ...login,
          MasterUserPassword: 'Correct1horse',
          ClusterIdentifier: name,
          NodeType: 'ra3.large',
          Encrypted: true,
          KmsKeyId: key,
        }),
      )
      made('redshift-cluster', name)
      const snapshot = { ClusterIdentifier: name, SnapshotIdentifier: `${name}-snapshot` }
      await redshift.send(new CreateClusterSnapshotCommand(snapshot))
      made('redshift-snapshot', `${name}-snapshot`)
    },
  },
  'OpenSearch domain': {
    async make({ aws, name, key, made }) {
      await aws
        .client(OpenSearchClient)
        .send(new CreateDomainCommand({ DomainName: name, EncryptionAtRestOptions: { Enabled: true, KmsKeyId: key } }))
      made('opensearch-domain', name)
    },
  },
  'OpenSearch collection': {
    async make({ aws, name, key, made }) {
      const opensearch = aws.client(OpenSearchServerlessClient)
      const Rules = [{ ResourceType: 'collection', Resource: [`collection/${name}`] }]
      const policy = JSON.stringify({ Rules, AWSOwnedKey: false, KmsARN: key })
      await opensearch.send(new CreateSecurityPolicyCommand({ name, type: 'encryption', policy }))
      const { createCollectionDetail } = await opensearch.send(new CreateCollectionCommand({ name }))
      made('opensearch-collection', given(createCollectionDetail?.id))
    },
  },
  'DMS endpoint': {
    async make({ aws, name, key, made }) {
      await aws.client(DatabaseMigrationServiceClient).send(
        new CreateEndpointCommand({
          EndpointIdentifier: name,
          EndpointType: 'source',
          EngineName: 'postgres',
          KmsKeyId: key,
        }),
      )
      made('dms-endpoint', name)
    },
  },
}
