import type { Dependent } from '../dependent.ts'

/**
 * The key encrypts what Bedrock keeps for a time while it reads a data source.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-kb.html
 */
const bedrockDataSource: Dependent = {
  singular: 'Bedrock data source',
  plural: 'Bedrock data sources',
  operations: ['bedrock:ListKnowledgeBases', 'bedrock:ListDataSources', 'bedrock:GetDataSource'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the data source can no longer be synchronized' },
  // https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-kb.html
  encryption: {
    resourceType: 'AWS::Bedrock::DataSource',
    withoutKey: 'aws_managed',
    fix: 'in-place',
    remedy:
      'Update the data source with the key (aws bedrock-agent update-data-source ' +
      '--server-side-encryption-configuration).',
  },
  async list(sweep) {
    const { BedrockAgentClient, GetDataSourceCommand, ListDataSourcesCommand, ListKnowledgeBasesCommand } =
      await import('@aws-sdk/client-bedrock-agent')
    const bedrock = sweep.client('Bedrock Agent', config => new BedrockAgentClient(config))
    const send = (nextToken: string | undefined) =>
      bedrock.send(new ListKnowledgeBasesCommand({ maxResults: 1000, nextToken }))
    const bases = { send, items: 'knowledgeBaseSummaries', next: 'nextToken' }
    await sweep.pages('bedrock:ListKnowledgeBases', bases, async base => {
      const knowledgeBaseId = base.word('knowledgeBaseId')
      const sendBelow = (nextToken: string | undefined) =>
        bedrock.send(new ListDataSourcesCommand({ knowledgeBaseId, maxResults: 1000, nextToken }))
      const below = { send: sendBelow, items: 'dataSourceSummaries', next: 'nextToken' }
      await sweep.pages('bedrock:ListDataSources', below, async source => {
        const dataSourceId = source.word('dataSourceId')
        const id = `${knowledgeBaseId}/${dataSourceId}`
        const get = new GetDataSourceCommand({ knowledgeBaseId, dataSourceId })
        const answer = await sweep.call('bedrock:GetDataSource', id, () => bedrock.send(get), [
          'ResourceNotFoundException',
        ])
        const encryption = answer?.at('dataSource').at('serverSideEncryptionConfiguration')
        if (encryption) sweep.found({ id, key: encryption.text('kmsKeyArn') })
      })
    })
  },
}

export default bedrockDataSource
