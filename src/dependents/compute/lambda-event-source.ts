import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/**
 * Mappings whose filter criteria are encrypted. The list leaves the criteria out, so that it decrypts nothing.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
const lambdaEventSource: Dependent = {
  singular: 'Lambda event source',
  plural: 'Lambda event sources',
  operations: ['lambda:ListEventSourceMappings'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'its events can no longer be filtered' },
  namedBy: { arn: /^lambda:[^:]*:[^:]*:event-source-mapping:(.+)$/ },
  encryption: { notJudged: 'Only the filter criteria can be encrypted. They hold no data of the source.' },
  async list(sweep) {
    const { LambdaClient, ListEventSourceMappingsCommand } = await import('@aws-sdk/client-lambda')
    const client = sweep.client('Lambda', config => new LambdaClient(config))
    const send = (Marker: string | undefined) =>
      client.send(new ListEventSourceMappingsCommand({ MaxItems: 100, Marker }))
    await sweep.pages(
      'lambda:ListEventSourceMappings',
      { send, items: 'EventSourceMappings', next: 'NextMarker' },
      noting(sweep, { id: 'UUID', arn: 'EventSourceMappingArn', key: 'KMSKeyArn' }),
    )
  },
}

export default lambdaEventSource
