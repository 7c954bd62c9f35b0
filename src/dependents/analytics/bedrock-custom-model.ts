import type { Dependent } from '../dependent.ts'

/**
 * The artifacts of a model that was customized are encrypted with this key.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-custom-job.html
 */
const bedrockCustomModel: Dependent = {
  singular: 'Bedrock custom model',
  plural: 'Bedrock custom models',
  operations: ['bedrock:ListCustomModels', 'bedrock:GetCustomModel'],
  effort: 'each',
  effect: { when: 'on-next-start', consequence: 'the model can no longer be deployed' },
  namedBy: { arn: /^bedrock:[^:]*:[^:]*:custom-model\/(.+)$/ },
  // https://docs.aws.amazon.com/bedrock/latest/userguide/data-encryption.html
  encryption: {
    resourceType: 'AWS::Bedrock::CustomModel',
    withoutKey: 'aws_managed',
    fix: 'new-resource',
    remedy: 'The key of a custom model cannot be changed. Run the customization again with the key.',
  },
  async list(sweep) {
    const { BedrockClient, GetCustomModelCommand, ListCustomModelsCommand } = await import('@aws-sdk/client-bedrock')
    const bedrock = sweep.client('Bedrock', config => new BedrockClient(config))
    const send = (nextToken: string | undefined) =>
      bedrock.send(new ListCustomModelsCommand({ maxResults: 1000, isOwned: true, nextToken }))
    const request = { send, items: 'modelSummaries', next: 'nextToken' }
    await sweep.pages('bedrock:ListCustomModels', request, async model => {
      const [id, arn] = [model.word('modelName'), model.word('modelArn')]
      const get = new GetCustomModelCommand({ modelIdentifier: arn })
      const answer = await sweep.call('bedrock:GetCustomModel', arn, () => bedrock.send(get), [
        'ResourceNotFoundException',
      ])
      if (answer) sweep.found({ id, arn, key: answer.text('modelKmsKeyArn') })
    })
  },
}

export default bedrockCustomModel
