import type { Dependent } from '../dependent.ts'

/** https://docs.aws.amazon.com/lambda/latest/api/API_CapacityProvider.html */
const lambdaCapacityProvider: Dependent = {
  singular: 'Lambda capacity provider',
  plural: 'Lambda capacity providers',
  operations: ['lambda:ListCapacityProviders'],
  effort: 'list',
  effect: { when: 'on-next-start', consequence: 'it can start no more instances' },
  namedBy: { arn: /^lambda:[^:]*:[^:]*:capacity-provider:(.+)$/ },
  encryption: { notJudged: 'AWS does not document how a capacity provider without a key is encrypted.' },
  async list(sweep) {
    const { LambdaClient, ListCapacityProvidersCommand } = await import('@aws-sdk/client-lambda')
    const lambda = sweep.client('Lambda', config => new LambdaClient(config))
    const send = (Marker: string | undefined) => lambda.send(new ListCapacityProvidersCommand({ MaxItems: 50, Marker }))
    const request = { send, items: 'CapacityProviders', next: 'NextMarker' }
    await sweep.pages('lambda:ListCapacityProviders', request, provider => {
      const arn = provider.word('CapacityProviderArn')
      sweep.found({ id: arn.slice(arn.lastIndexOf(':') + 1), arn, key: provider.text('KmsKeyArn') })
    })
  },
}

export default lambdaCapacityProvider
