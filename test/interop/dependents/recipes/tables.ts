import { CreateBackupCommand, CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { CreateDomainCommand, OpenSearchClient } from '@aws-sdk/client-opensearch'
import {
  CreateCollectionCommand,
  CreateSecurityPolicyCommand,
  OpenSearchServerlessClient,
} from '@aws-sdk/client-opensearchserverless'
import { given, type Recipe } from '../recipe.ts'

/** Tables and search indexes. */
export const tables: Record<string, Recipe> = {
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
}
