import { CognitoIdentityProviderClient, CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider'
import {
  ConfigServiceClient,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
} from '@aws-sdk/client-config-service'
import { AthenaClient, CreateWorkGroupCommand } from '@aws-sdk/client-athena'
import { CloudTrailClient, CreateTrailCommand } from '@aws-sdk/client-cloudtrail'
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs'
import {
  CreateMLTransformCommand,
  CreateSecurityConfigurationCommand,
  GlueClient,
  PutDataCatalogEncryptionSettingsCommand,
} from '@aws-sdk/client-glue'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { ACCOUNT, given, ROLE, type Recipe } from '../recipe.ts'

/** Secrets, logs and settings. */
export const operations: Record<string, Recipe> = {
  secret: {
    async make({ aws, name, key, made }) {
      await aws
        .client(SecretsManagerClient)
        .send(new CreateSecretCommand({ Name: name, SecretString: 'x', KmsKeyId: key }))
      made('secret', name)
    },
  },
  parameter: {
    // DescribeParameters returns at most 50.
    count: 60,
    async make({ aws, name, key, made }) {
      const parameter = { Name: `/live/${name}`, Value: 'x', Type: 'SecureString' as const, KeyId: key }
      await aws.client(SSMClient).send(new PutParameterCommand(parameter))
      made('ssm-parameter', `/live/${name}`)
    },
  },
  'log group': {
    // DescribeLogGroups returns at most 50.
    count: 60,
    async make({ aws, name, key, made }) {
      const logs = aws.client(CloudWatchLogsClient)
      await logs.send(new CreateLogGroupCommand({ logGroupName: `/live/${name}`, kmsKeyId: key }))
      made('log-group', `/live/${name}`)
    },
  },
  'delivery channel': {
    count: 1,
    async make({ aws, name, key, made }) {
      const config = aws.client(ConfigServiceClient)
      const ConfigurationRecorder = { name, roleARN: ROLE, recordingGroup: { allSupported: true } }
      await config.send(new PutConfigurationRecorderCommand({ ConfigurationRecorder }))
      await aws.client(S3Client).send(new CreateBucketCommand({ Bucket: name }))
      const DeliveryChannel = { name, s3BucketName: name, s3KmsKeyArn: key }
      await config.send(new PutDeliveryChannelCommand({ DeliveryChannel }))
      made('config-delivery-channel', name)
    },
  },
  'user pool': {
    async make({ aws, name, key, made }) {
      const sender = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:sender`
      const CustomEmailSender = { LambdaVersion: 'V1_0' as const, LambdaArn: sender }
      const { UserPool } = await aws
        .client(CognitoIdentityProviderClient)
        .send(new CreateUserPoolCommand({ PoolName: name, LambdaConfig: { CustomEmailSender, KMSKeyID: key } }))
      made('cognito-user-pool', given(UserPool?.Id))
    },
  },
  trail: {
    async make({ aws, name, key, made }) {
      await aws.client(S3Client).send(new CreateBucketCommand({ Bucket: name }))
      await aws.client(CloudTrailClient).send(new CreateTrailCommand({ Name: name, S3BucketName: name, KmsKeyId: key }))
      made('cloudtrail-trail', name)
    },
  },
  'Glue catalog': {
    count: 1,
    async make({ aws, key, made }) {
      const DataCatalogEncryptionSettings = {
        EncryptionAtRest: { CatalogEncryptionMode: 'SSE-KMS' as const, SseAwsKmsKeyId: key },
        ConnectionPasswordEncryption: { ReturnConnectionPasswordEncrypted: true, AwsKmsKeyId: key },
      }
      await aws.client(GlueClient).send(new PutDataCatalogEncryptionSettingsCommand({ DataCatalogEncryptionSettings }))
      made('glue-catalog', ACCOUNT)
      made('glue-catalog', `${ACCOUNT} / connection passwords`)
    },
  },
  'Glue transform': {
    async make({ aws, name, key, made }) {
      const TransformEncryption = {
        MlUserDataEncryption: { MlUserDataEncryptionMode: 'SSE-KMS' as const, KmsKeyId: key },
      }
      const InputRecordTables = [{ DatabaseName: 'orders', TableName: 'people' }]
      const Parameters = { TransformType: 'FIND_MATCHES' as const, FindMatchesParameters: {} }
      const transform = { Name: name, Role: ROLE, InputRecordTables, Parameters, TransformEncryption }
      const { TransformId } = await aws.client(GlueClient).send(new CreateMLTransformCommand(transform))
      made('glue-ml-transform', given(TransformId))
    },
  },
  'Glue security configuration': {
    async make({ aws, name, key, made }) {
      const EncryptionConfiguration = { S3Encryption: [{ S3EncryptionMode: 'SSE-KMS' as const, KmsKeyArn: key }] }
      await aws.client(GlueClient).send(new CreateSecurityConfigurationCommand({ Name: name, EncryptionConfiguration }))
      made('glue-security-configuration', `${name} / data in Amazon S3`)
    },
  },
  workgroup: {
    async make({ aws, name, key, made }) {
      const EncryptionConfiguration = { EncryptionOption: 'SSE_KMS' as const, KmsKey: key }
      const ResultConfiguration = { OutputLocation: 's3://answers/', EncryptionConfiguration }
      await aws
        .client(AthenaClient)
        .send(new CreateWorkGroupCommand({ Name: name, Configuration: { ResultConfiguration } }))
      made('athena-workgroup', `${name} / query results`)
    },
  },
}
