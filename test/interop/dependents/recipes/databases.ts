import { CreateClusterCommand as CreateDsqlCommand, DSQLClient } from '@aws-sdk/client-dsql'
import { CreateEndpointCommand, DatabaseMigrationServiceClient } from '@aws-sdk/client-database-migration-service'
import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2'
import {
  CreateDBClusterCommand,
  CreateDBClusterSnapshotCommand,
  CreateDBInstanceCommand,
  CreateDBProxyCommand,
  CreateDBSnapshotCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBSnapshotsCommand,
  RDSClient,
  StartExportTaskCommand,
} from '@aws-sdk/client-rds'
import {
  CreateClusterCommand,
  CreateClusterSnapshotCommand,
  CreateSnapshotCopyGrantCommand,
  RedshiftClient,
} from '@aws-sdk/client-redshift'
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { given, ROLE, type Recipe } from '../recipe.ts'

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
  'export of a snapshot': {
    async make({ aws, name, key, made }) {
      const rds = aws.client(RDSClient)
      await rds.send(
        new CreateDBInstanceCommand({
          ...login,
          DBInstanceIdentifier: name,
          DBInstanceClass: 'db.t3.micro',
          Engine: 'postgres',
          AllocatedStorage: 20,
        }),
      )
      const snapshot = { DBInstanceIdentifier: name, DBSnapshotIdentifier: `${name}-snapshot` }
      const { DBSnapshot } = await rds.send(new CreateDBSnapshotCommand(snapshot))
      const to = { S3BucketName: 'exports', IamRoleArn: ROLE, KmsKeyId: key }
      const task = { ExportTaskIdentifier: name, SourceArn: given(DBSnapshot?.DBSnapshotArn), ...to }
      await rds.send(new StartExportTaskCommand(task))
      made('rds-export', name)
    },
  },
  proxy: {
    async make({ aws, name, key, made }) {
      const secret = { Name: name, SecretString: 'x', KmsKeyId: key }
      const { ARN } = await aws.client(SecretsManagerClient).send(new CreateSecretCommand(secret))
      made('secret', name)
      const Auth = [{ AuthScheme: 'SECRETS' as const, SecretArn: ARN }]
      const { Subnets } = await aws.client(EC2Client).send(new DescribeSubnetsCommand({}))
      const VpcSubnetIds = given(Subnets).map(({ SubnetId }) => given(SubnetId))
      const proxy = { DBProxyName: name, EngineFamily: 'POSTGRESQL' as const, Auth, RoleArn: ROLE }
      await aws.client(RDSClient).send(new CreateDBProxyCommand({ ...proxy, VpcSubnetIds }))
      made('rds-proxy', `${name} / secret`)
    },
  },
  'DSQL cluster': {
    async make({ aws, key, made }) {
      const { identifier } = await aws.client(DSQLClient).send(new CreateDsqlCommand({ kmsEncryptionKey: key }))
      made('dsql-cluster', given(identifier))
    },
  },
  'copy grant': {
    async make({ aws, name, key, made }) {
      const grant = { SnapshotCopyGrantName: name, KmsKeyId: key }
      await aws.client(RedshiftClient).send(new CreateSnapshotCopyGrantCommand(grant))
      made('redshift-copy-grant', name)
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
