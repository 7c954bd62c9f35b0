import { onlyOrders } from '../only-orders.ts'
import { KEY, type TypeCase } from '../sweep-type.ts'

const HERE = 'eu-west-1:111122223333'
const asList = (value: unknown): string[] => value as string[]

/** The model or graph that an ARN names. */
const lastOf = (arn: unknown): string => String(arn).replace(/^.*\//, '')

const cases: Record<string, TypeCase> = {
  'bedrock-custom-model': {
    answers: {
      ListCustomModels: {
        modelSummaries: ['orders', 'plain'].map(modelName => ({
          modelName,
          modelArn: `arn:aws:bedrock:${HERE}:custom-model/amazon.titan/${modelName}`,
        })),
      },
      GetCustomModel: ({ modelIdentifier }) => ({
        modelArn: modelIdentifier,
        modelName: lastOf(modelIdentifier),
        ...onlyOrders(modelIdentifier, { modelKmsKeyArn: KEY }),
      }),
    },
    lists: { ListCustomModels: ['modelSummaries', 'nextToken'] },
    found: ['orders'],
  },
  'bedrock-imported-model': {
    answers: {
      ListImportedModels: {
        modelSummaries: ['orders', 'plain'].map(modelName => ({
          modelName,
          modelArn: `arn:aws:bedrock:${HERE}:imported-model/${modelName}`,
        })),
      },
      GetImportedModel: ({ modelIdentifier }) => ({
        modelArn: modelIdentifier,
        modelName: lastOf(modelIdentifier),
        ...onlyOrders(modelIdentifier, { modelKmsKeyArn: KEY }),
      }),
    },
    lists: { ListImportedModels: ['modelSummaries', 'nextToken'] },
    found: ['orders'],
  },
  'bedrock-guardrail': {
    answers: {
      ListGuardrails: {
        guardrails: ['g-orders', 'g-plain'].map(id => ({ id, arn: `arn:aws:bedrock:${HERE}:guardrail/${id}` })),
      },
      GetGuardrail: ({ guardrailIdentifier }) => ({
        guardrailId: guardrailIdentifier,
        version: 'DRAFT',
        ...onlyOrders(guardrailIdentifier, { kmsKeyArn: KEY }),
      }),
    },
    lists: { ListGuardrails: ['guardrails', 'nextToken'] },
    found: ['g-orders'],
  },
  'bedrock-agent': {
    answers: {
      ListAgents: { agentSummaries: [{ agentId: 'a-orders' }, { agentId: 'a-plain' }] },
      GetAgent: ({ agentId }) => ({
        agent: {
          agentId,
          agentArn: `arn:aws:bedrock:${HERE}:agent/${agentId}`,
          ...onlyOrders(agentId, { customerEncryptionKeyArn: KEY }),
        },
      }),
    },
    lists: { ListAgents: ['agentSummaries', 'nextToken'] },
    found: ['a-orders'],
  },
  'bedrock-data-source': {
    answers: {
      ListKnowledgeBases: { knowledgeBaseSummaries: [{ knowledgeBaseId: 'kb-1' }, { knowledgeBaseId: 'kb-2' }] },
      ListDataSources: ({ knowledgeBaseId }) => ({
        dataSourceSummaries: ['plain', 'orders'].map(name => ({
          knowledgeBaseId,
          dataSourceId: `${knowledgeBaseId}-${name}`,
        })),
      }),
      GetDataSource: ({ knowledgeBaseId, dataSourceId }) => ({
        dataSource: {
          knowledgeBaseId,
          dataSourceId,
          serverSideEncryptionConfiguration: onlyOrders(dataSourceId, { kmsKeyArn: KEY }),
        },
      }),
    },
    lists: {
      ListKnowledgeBases: ['knowledgeBaseSummaries', 'nextToken'],
      ListDataSources: ['dataSourceSummaries', 'nextToken'],
    },
    found: ['kb-1/kb-1-orders', 'kb-2/kb-2-orders'],
  },
  'storage-gateway-file-share': {
    answers: {
      ListFileShares: {
        FileShareInfoList: ['NFS', 'SMB'].map(FileShareType => ({
          FileShareType,
          FileShareARN: `arn:aws:storagegateway:${HERE}:share/share-${FileShareType}`,
        })),
      },
      DescribeNFSFileShares: ({ FileShareARNList }) => ({
        NFSFileShareInfoList: asList(FileShareARNList).map(FileShareARN => ({
          FileShareARN,
          FileShareId: lastOf(FileShareARN),
          KMSEncrypted: true,
          KMSKey: KEY,
        })),
      }),
      DescribeSMBFileShares: ({ FileShareARNList }) => ({
        SMBFileShareInfoList: asList(FileShareARNList).map(FileShareARN => ({
          FileShareARN,
          FileShareId: lastOf(FileShareARN),
          EncryptionType: 'SseKms',
          KMSKey: KEY,
        })),
      }),
    },
    lists: {
      ListFileShares: ['FileShareInfoList', 'Marker', 'NextMarker'],
      DescribeNFSFileShares: ['NFSFileShareInfoList'],
      DescribeSMBFileShares: ['SMBFileShareInfoList'],
    },
    found: ['share-NFS', 'share-SMB'],
  },
  'kendra-index': {
    answers: {
      ListIndices: { IndexConfigurationSummaryItems: [{ Id: 'i-orders' }, { Id: 'i-plain' }] },
      DescribeIndex: ({ Id }) => ({ Id, ServerSideEncryptionConfiguration: onlyOrders(Id, { KmsKeyId: KEY }) }),
    },
    lists: { ListIndices: ['IndexConfigurationSummaryItems', 'NextToken'] },
    found: ['i-orders'],
  },
  'appflow-flow': {
    answers: {
      ListFlows: { flows: [{ flowName: 'orders' }, { flowName: 'plain' }] },
      DescribeFlow: ({ flowName }) => ({
        flowName,
        flowArn: `arn:aws:appflow:${HERE}:flow/${flowName}`,
        ...onlyOrders(flowName, { kmsArn: KEY }),
      }),
    },
    lists: { ListFlows: ['flows', 'nextToken'] },
    found: ['orders'],
  },
  'apprunner-service': {
    answers: {
      ListServices: {
        ServiceSummaryList: ['orders', 'plain'].map(ServiceName => ({
          ServiceName,
          ServiceArn: `arn:aws:apprunner:${HERE}:service/${ServiceName}/0c0f`,
        })),
      },
      DescribeService: ({ ServiceArn }) => ({
        Service: {
          ServiceArn,
          ...(String(ServiceArn).includes('orders') && { EncryptionConfiguration: { KmsKey: KEY } }),
        },
      }),
    },
    lists: { ListServices: ['ServiceSummaryList', 'NextToken'] },
    found: ['orders'],
  },
  'mq-broker': {
    answers: {
      ListBrokers: {
        BrokerSummaries: ['b-orders', 'b-plain'].map(BrokerId => ({
          BrokerId,
          BrokerArn: `arn:aws:mq:${HERE}:broker:shop:${BrokerId}`,
        })),
      },
      DescribeBroker: ({ BrokerId }) => ({
        BrokerId,
        EncryptionOptions: { UseAwsOwnedKey: BrokerId === 'b-plain', ...onlyOrders(BrokerId, { KmsKeyId: KEY }) },
      }),
    },
    lists: { ListBrokers: ['BrokerSummaries', 'NextToken'] },
    found: ['b-orders'],
  },
  'prometheus-workspace': {
    answers: {
      ListWorkspaces: {
        workspaces: ['ws-1', 'ws-2'].map(workspaceId => ({
          workspaceId,
          arn: `arn:aws:aps:${HERE}:workspace/${workspaceId}`,
          kmsKeyArn: KEY,
        })),
      },
    },
    lists: { ListWorkspaces: ['workspaces', 'nextToken'] },
    found: ['ws-1', 'ws-2'],
  },
}

export default cases
