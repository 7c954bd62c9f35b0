import type { Dependent } from '../dependent.ts'

/**
 * OpenSearch Serverless uses the key by a grant, and cannot change it.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-encryption.html
 */
const opensearchCollection: Dependent = {
  singular: 'OpenSearch Serverless collection',
  plural: 'OpenSearch Serverless collections',
  operations: ['aoss:ListCollections'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'the collection becomes inaccessible' },
  namedBy: { arn: /^aoss:[^:]*:[^:]*:collection\/(.+)$/ },
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-encryption.html
  encryption: {
    resourceType: 'AWS::OpenSearchServerless::Collection',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of a collection cannot be changed. Create another collection under an encryption policy with ' +
      'the key, and load the data again.',
  },
  async list(sweep) {
    const { ListCollectionsCommand, OpenSearchServerlessClient } = await import('@aws-sdk/client-opensearchserverless')
    const aoss = sweep.client('OpenSearchServerless', config => new OpenSearchServerlessClient(config))
    const send = (nextToken: string | undefined) =>
      aoss.send(new ListCollectionsCommand({ maxResults: 100, nextToken }))
    const request = { send, items: 'collectionSummaries', next: 'nextToken' }
    await sweep.pages('aoss:ListCollections', request, collection => {
      // Those without a key of their own answer `auto`.
      const key = collection.text('kmsKeyArn')
      const [id, arn] = [collection.word('id'), collection.text('arn')]
      sweep.found({ id, arn, key: key === 'auto' ? undefined : key })
    })
  },
}

export default opensearchCollection
