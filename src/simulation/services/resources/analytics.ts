import type { SimulatedCall } from '../../wire/call.ts'
import { getGlueTable } from '../athena/queries.ts'
import { describeOne, setting } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'
import { resourcesFor } from './resources-for.ts'

/** https://docs.aws.amazon.com/glue/latest/webapi/ */
export const glue = resourceService({
  name: 'glue',
  protocol: 'json-1.1',
  operations: {
    GetDataCatalogEncryptionSettings: setting({
      DataCatalogEncryptionSettings: {
        EncryptionAtRest: { CatalogEncryptionMode: 'DISABLED' },
        ConnectionPasswordEncryption: { ReturnConnectionPasswordEncrypted: false },
      },
    }),
    GetSecurityConfigurations: listOf('SecurityConfigurations', { size: ['MaxResults', 1, 100, 1000] }),
    GetConnections: listOf('ConnectionList', { size: ['MaxResults', 1, 100, 1000], toAnswer: decryptPasswords }),
    GetTable: getGlueTable,
    GetMLTransforms: listOf('Transforms', { size: ['MaxResults', 1, 100, 1000] }),
  },
})

interface CatalogSettings {
  DataCatalogEncryptionSettings?: { ConnectionPasswordEncryption?: { AwsKmsKeyId?: string } }
}

/** Decrypts the passwords of connections with the key of the catalog, as the caller, unless it asks for none. */
function decryptPasswords(answer: Record<string, unknown>, call: SimulatedCall): Record<string, unknown> {
  const catalog = resourcesFor(call, 'GetDataCatalogEncryptionSettings') as CatalogSettings | undefined
  const key = catalog?.DataCatalogEncryptionSettings?.ConnectionPasswordEncryption?.AwsKmsKeyId
  if (call.input['HidePassword'] !== true && key !== undefined) call.decrypt(key)
  return answer
}

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/ */
export const redshiftServerless = resourceService({
  name: 'redshift-serverless',
  protocol: 'json-1.1',
  timesAsText: true,
  operations: {
    ListNamespaces: listOf('namespaces', { token: 'nextToken', size: ['maxResults', 1, 100, 100] }),
    ListSnapshots: listOf('snapshots', { token: 'nextToken', size: ['maxResults', 1, 100, 100] }),
    ListSnapshotCopyConfigurations: listOf('snapshotCopyConfigurations', {
      token: 'nextToken',
      size: ['maxResults', 1, 100, 100],
    }),
  },
})

const BY_HUNDRED = { size: ['MaxResults', 1, 10, 100] } as const

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/ */
export const sagemaker = resourceService({
  name: 'sagemaker',
  protocol: 'json-1.1',
  operations: {
    ListNotebookInstances: listOf('NotebookInstances', {
      ...BY_HUNDRED,
      of: 'DescribeNotebookInstance',
      toItem: (NotebookInstanceName, { NotebookInstanceArn }) => ({ NotebookInstanceName, NotebookInstanceArn }),
    }),
    DescribeNotebookInstance: describeOne('NotebookInstanceName', { missing: 'ValidationException' }),
    ListDomains: listOf('Domains', {
      ...BY_HUNDRED,
      of: 'DescribeDomain',
      toItem: (DomainId, { DomainArn, DomainName }) => ({ DomainId, DomainArn, DomainName }),
    }),
    DescribeDomain: describeOne('DomainId', { missing: 'ResourceNotFound' }),
    ListEndpointConfigs: listOf('EndpointConfigs', {
      ...BY_HUNDRED,
      of: 'DescribeEndpointConfig',
      toItem: (EndpointConfigName, { EndpointConfigArn }) => ({ EndpointConfigName, EndpointConfigArn }),
    }),
    DescribeEndpointConfig: describeOne('EndpointConfigName', { missing: 'ValidationException' }),
  },
})
