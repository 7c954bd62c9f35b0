import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateTableCommand, DynamoDBClient, type SSESpecification } from '@aws-sdk/client-dynamodb'
import {
  CreateSnapshotCommand,
  CreateVolumeCommand,
  EC2Client,
  EnableEbsEncryptionByDefaultCommand,
} from '@aws-sdk/client-ec2'
import { CreateFileSystemCommand, EFSClient } from '@aws-sdk/client-efs'
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { CreateDBInstanceCommand, CreateDBSnapshotCommand, RDSClient } from '@aws-sdk/client-rds'
import { CreateBucketCommand, PutBucketEncryptionCommand, S3Client } from '@aws-sdk/client-s3'
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns'
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { KeyKind } from '../../../src/model/encryption.ts'
import { createRole } from '../dependents/fill-account.ts'
import { Aws, given, REGION } from '../dependents/recipe.ts'

/** What was made: the type and ID of each resource, and which key encrypts it. */
export type Made = ReadonlyMap<string, KeyKind>

/** A key of another account. */
const FOREIGN = `arn:aws:kms:${REGION}:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab`

/** Makes resources as their owners would: without a key, with those of AWS, with their own, and with a foreign one. */
export async function fillEncrypted(endpoint: string): Promise<Made> {
  const aws = new Aws(endpoint)
  try {
    await createRole(endpoint)
    const { KeyMetadata } = await aws.client(KMSClient).send(new CreateKeyCommand({}))
    const key = given(KeyMetadata?.Arn)
    await aws.client(KMSClient).send(new CreateAliasCommand({ AliasName: 'alias/own', TargetKeyId: key }))
    const made = [
      await disks(aws, key),
      await databases(aws, key),
      await buckets(aws, key),
      await tables(aws, key),
      await others(aws, key),
    ]
    return new Map(made.flat())
  } finally {
    aws.destroy()
  }
}

/** An archive without files. */
const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)])

type Entries = [resource: string, kind: KeyKind][]

async function disks(aws: Aws, KmsKeyId: string): Promise<Entries> {
  const ec2 = aws.client(EC2Client)
  const volume = async (more: object): Promise<string> => {
    const made = await ec2.send(new CreateVolumeCommand({ AvailabilityZone: `${REGION}a`, Size: 1, ...more }))
    return given(made.VolumeId)
  }
  const snapshot = async (VolumeId: string): Promise<string> =>
    given((await ec2.send(new CreateSnapshotCommand({ VolumeId }))).SnapshotId)
  const [plain, own] = [await volume({}), await volume({ Encrypted: true, KmsKeyId })]
  const snapshots = [await snapshot(plain), await snapshot(own)]
  await ec2.send(new EnableEbsEncryptionByDefaultCommand({}))
  const fileSystem = async (CreationToken: string, more: object): Promise<string> => {
    const made = await aws.client(EFSClient).send(new CreateFileSystemCommand({ CreationToken, ...more }))
    return given(made.FileSystemId)
  }
  return [
    [`ebs-volume ${plain}`, 'none'],
    [`ebs-volume ${own}`, 'customer_managed'],
    [`ebs-snapshot ${snapshots[0]}`, 'none'],
    // moto does not say which key encrypts a snapshot.
    [`ebs-snapshot ${snapshots[1]}`, 'unknown'],
    [`efs-file-system ${await fileSystem('plain', {})}`, 'none'],
    [`efs-file-system ${await fileSystem('own', { Encrypted: true, KmsKeyId })}`, 'customer_managed'],
  ]
}

async function databases(aws: Aws, KmsKeyId: string): Promise<Entries> {
  const rds = aws.client(RDSClient)
  const make = async (id: string, more: object): Promise<void> => {
    const size = { DBInstanceClass: 'db.t3.micro', Engine: 'postgres', AllocatedStorage: 20 }
    const login = { MasterUsername: 'owner', MasterUserPassword: 'correct-horse-1' }
    await rds.send(new CreateDBInstanceCommand({ DBInstanceIdentifier: id, ...size, ...login, ...more }))
    await rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier: id, DBSnapshotIdentifier: `${id}-copy` }))
  }
  await make('plain', {})
  await make('own', { StorageEncrypted: true, KmsKeyId })
  await make('foreign', { StorageEncrypted: true, KmsKeyId: FOREIGN })
  return [
    ['rds-instance plain', 'none'],
    ['rds-instance own', 'customer_managed'],
    ['rds-instance foreign', 'other_account'],
    ['rds-snapshot plain-copy', 'none'],
    ['rds-snapshot own-copy', 'customer_managed'],
    ['rds-snapshot foreign-copy', 'other_account'],
  ]
}

async function buckets(aws: Aws, key: string): Promise<Entries> {
  const s3 = aws.client(S3Client)
  const make = async (Bucket: string, KMSMasterKeyID?: string, BucketKeyEnabled?: boolean): Promise<void> => {
    await s3.send(new CreateBucketCommand({ Bucket }))
    if (KMSMasterKeyID === undefined) return
    const byDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } as const
    const Rules = [{ ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled }]
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }))
  }
  await make('plain-bucket')
  await make('own-bucket', key, false)
  await make('cheap-bucket', 'alias/own', true)
  return [
    ['s3-bucket plain-bucket', 'aws_owned'],
    ['s3-bucket own-bucket', 'customer_managed'],
    ['s3-bucket cheap-bucket', 'customer_managed'],
  ]
}

async function tables(aws: Aws, KMSMasterKeyId: string): Promise<Entries> {
  const make = (TableName: string, SSESpecification?: SSESpecification) =>
    aws.client(DynamoDBClient).send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        ...(SSESpecification !== undefined && { SSESpecification }),
      }),
    )
  await make('plain')
  await make('own', { Enabled: true, SSEType: 'KMS', KMSMasterKeyId })
  return [
    ['dynamodb-table plain', 'aws_owned'],
    ['dynamodb-table own', 'customer_managed'],
  ]
}

async function others(aws: Aws, key: string): Promise<Entries> {
  const logs = aws.client(CloudWatchLogsClient)
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/plain' }))
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/own', kmsKeyId: key }))
  const code = {
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
    Role: 'arn:aws:iam::123456789012:role/service',
  } as const
  await aws
    .client(LambdaClient)
    .send(new CreateFunctionCommand({ FunctionName: 'own', Code: { ZipFile: EMPTY_ZIP }, KMSKeyArn: key, ...code }))
  const sqs = aws.client(SQSClient)
  await sqs.send(new CreateQueueCommand({ QueueName: 'own', Attributes: { KmsMasterKeyId: 'alias/own' } }))
  const sns = aws.client(SNSClient)
  await sns.send(new CreateTopicCommand({ Name: 'plain' }))
  await sns.send(new CreateTopicCommand({ Name: 'own', Attributes: { KmsMasterKeyId: key } }))
  const secrets = aws.client(SecretsManagerClient)
  await secrets.send(new CreateSecretCommand({ Name: 'plain', SecretString: 'x' }))
  await secrets.send(new CreateSecretCommand({ Name: 'own', SecretString: 'x', KmsKeyId: key }))
  return [
    ['log-group /plain', 'aws_owned'],
    ['log-group /own', 'customer_managed'],
    ['lambda-function own', 'customer_managed'],
    ['sqs-queue own', 'customer_managed'],
    ['sns-topic plain', 'none'],
    ['sns-topic own', 'customer_managed'],
    ['secret plain', 'aws_managed'],
    ['secret own', 'customer_managed'],
  ]
}
