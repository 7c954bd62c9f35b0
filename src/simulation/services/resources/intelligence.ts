import { describeOne } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

const PAGES = { token: 'nextToken', size: ['maxResults', 1, 1000, 1000] } as const

/** Models, guardrails and agents. https://docs.aws.amazon.com/bedrock/latest/APIReference/ */
export const bedrock = resourceService({
  name: 'bedrock',
  protocol: 'rest-json',
  timesAsText: true,
  throttle: { name: 'ThrottlingException', message: 'Too Many Requests', status: 429 },
  routes: {
    'GET /custom-models': 'ListCustomModels',
    'GET /custom-models/{model+}': 'GetCustomModel',
    'GET /imported-models': 'ListImportedModels',
    'GET /imported-models/{model+}': 'GetImportedModel',
    'GET /guardrails': 'ListGuardrails',
    'GET /guardrails/{guardrail+}': 'GetGuardrail',
    'POST /agents': 'ListAgents',
    'GET /agents/{agent}': 'GetAgent',
    'POST /knowledgebases': 'ListKnowledgeBases',
    'POST /knowledgebases/{base}/datasources': 'ListDataSources',
    'GET /knowledgebases/{base}/datasources/{source}': 'GetDataSource',
  },
  operations: {
    ListCustomModels: listOf('modelSummaries', {
      ...PAGES,
      of: 'GetCustomModel',
      toItem: (modelArn, { modelName }) => ({ modelArn, modelName }),
    }),
    GetCustomModel: describeOne('model'),
    ListImportedModels: listOf('modelSummaries', {
      ...PAGES,
      of: 'GetImportedModel',
      toItem: (modelArn, { modelName }) => ({ modelArn, modelName }),
    }),
    GetImportedModel: describeOne('model'),
    ListGuardrails: listOf('guardrails', {
      ...PAGES,
      of: 'GetGuardrail',
      toItem: (id, { guardrailArn, name }) => ({ id, arn: guardrailArn, name }),
    }),
    GetGuardrail: describeOne('guardrail'),
    ListAgents: listOf('agentSummaries', {
      ...PAGES,
      of: 'GetAgent',
      toItem: (agentId, { agentName }) => ({ agentId, agentName }),
    }),
    GetAgent: describeOne('agent', { as: 'agent' }),
    ListKnowledgeBases: listOf('knowledgeBaseSummaries', PAGES),
    ListDataSources: listOf('dataSourceSummaries', { ...PAGES, within: 'base' }),
    GetDataSource: describeOne('source', { as: 'dataSource' }),
  },
})

/** https://docs.aws.amazon.com/kendra/latest/APIReference/ */
export const kendra = resourceService({
  name: 'kendra',
  protocol: 'json-1.1',
  operations: {
    ListIndices: listOf('IndexConfigurationSummaryItems', {
      size: ['MaxResults', 1, 100, 100],
      of: 'DescribeIndex',
      toItem: (Id, { Name }) => ({ Id, Name }),
    }),
    DescribeIndex: describeOne('Id'),
  },
})
