import type { Dependent } from '../dependent.ts'

/**
 * Few Regions have Neptune Analytics, so only `all` includes it, although its list contains the key.
 * https://docs.aws.amazon.com/neptune-analytics/latest/userguide/encryption-at-rest.html
 */
const neptuneGraph: Dependent = {
  singular: 'Neptune Analytics graph',
  plural: 'Neptune Analytics graphs',
  operations: ['neptune-graph:ListGraphs'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the graph becomes inaccessible' },
  namedBy: { arn: /^neptune-graph:[^:]*:[^:]*:graph\/(.+)$/ },
  // https://docs.aws.amazon.com/neptune-analytics/latest/userguide/security-data-encryption.html
  encryption: {
    resourceType: 'AWS::NeptuneGraph::Graph',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of a graph cannot be changed. Create a snapshot of it, and create another graph with the key ' +
      'from its data.',
  },
  async list(sweep) {
    const { ListGraphsCommand, NeptuneGraphClient } = await import('@aws-sdk/client-neptune-graph')
    const neptune = sweep.client('Neptune Graph', config => new NeptuneGraphClient(config))
    const send = (nextToken: string | undefined) => neptune.send(new ListGraphsCommand({ maxResults: 100, nextToken }))
    await sweep.pages('neptune-graph:ListGraphs', { send, items: 'graphs', next: 'nextToken' }, graph => {
      const key = graph.text('kmsKeyIdentifier')
      sweep.found({ id: graph.word('id'), arn: graph.text('arn'), key: key === 'AWS_OWNED_KEY' ? undefined : key })
    })
  },
}

export default neptuneGraph
