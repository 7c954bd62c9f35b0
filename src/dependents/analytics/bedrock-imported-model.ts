import type { Dependent } from '../dependent.ts'

/**
 * Bedrock keeps a copy of an imported model, which this key encrypts.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-import-model.html
 */
const bedrockImportedModel: Dependent = {
  singular: 'Bedrock imported model',
  plural: 'Bedrock imported models',
  operations: ['bedrock:ListImportedModels', 'bedrock:GetImportedModel'],
  effort: 'each',
  effect: { when: 'on-next-start', consequence: 'the model cannot be loaded again' },
  namedBy: { arn: /^bedrock:[^:]*:[^:]*:imported-model\/(.+)$/ },
  // https://docs.aws.amazon.com/bedrock/latest/userguide/data-encryption.html
  encryption: {
    resourceType: 'AWS::Bedrock::ModelImportJob',
    withoutKey: 'aws_managed',
    fix: 'new-resource',
    remedy: 'The key of an imported model cannot be changed. Import the model again with the key.',
  },
  async list(sweep) {
    const { BedrockClient, GetImportedModelCommand, ListImportedModelsCommand } =
      await import('@aws-sdk/client-bedrock')
    const bedrock = sweep.client('Bedrock', config => new BedrockClient(config))
    const send = (nextToken: string | undefined) =>
      bedrock.send(new ListImportedModelsCommand({ maxResults: 1000, nextToken }))
    const request = { send, items: 'modelSummaries', next: 'nextToken' }
    await sweep.pages('bedrock:ListImportedModels', request, async model => {
      const [id, arn] = [model.word('modelName'), model.word('modelArn')]
      const get = new GetImportedModelCommand({ modelIdentifier: arn })
      const answer = await sweep.call('bedrock:GetImportedModel', arn, () => bedrock.send(get), [
        'ResourceNotFoundException',
      ])
      if (answer) sweep.found({ id, arn, key: answer.text('modelKmsKeyArn') })
    })
  },
}

export default bedrockImportedModel
