import type { Dependent } from '../dependent.ts'
import { keyInRegion } from '../shared/key-in-region.ts'

/**
 * A pipeline has an artifact store, or one for each Region of its actions, each with its own key.
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html
 */
const codepipeline: Dependent = {
  singular: 'CodePipeline pipeline',
  plural: 'CodePipeline pipelines',
  operations: ['codepipeline:ListPipelines', 'codepipeline:GetPipeline'],
  effort: 'each',
  namesOtherRegions: true,
  effect: { when: 'at-once', consequence: 'the pipeline fails when it reads or writes artifacts' },
  namedBy: { arn: /^codepipeline:[^:]*:[^:]*:([^/]+)$/ },
  config: [{ resourceType: 'AWS::CodePipeline::Pipeline', property: 'pipeline.artifactStore.encryptionKey.id' }],
  // https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html
  encryption: {
    resourceType: 'AWS::CodePipeline::Pipeline',
    withoutKey: 'aws_managed',
    fix: 'in-place',
    remedy:
      'Add the key as encryptionKey to the artifact store of the pipeline (aws codepipeline get-pipeline, then ' +
      'update-pipeline). It applies to later artifacts.',
  },
  async list(sweep) {
    const { CodePipelineClient, GetPipelineCommand, ListPipelinesCommand } =
      await import('@aws-sdk/client-codepipeline')
    const client = sweep.client('CodePipeline', config => new CodePipelineClient(config))
    const send = (nextToken: string | undefined) =>
      client.send(new ListPipelinesCommand({ maxResults: 1000, nextToken }))
    const request = { send, items: 'pipelines', next: 'nextToken' }
    await sweep.pages('codepipeline:ListPipelines', request, async listed => {
      const id = listed.word('name')
      const get = new GetPipelineCommand({ name: id })
      const answer = await sweep.call('codepipeline:GetPipeline', id, () => client.send(get), [
        'PipelineNotFoundException',
      ])
      if (answer === null) return
      const pipeline = answer.at('pipeline')
      const arn = answer.at('metadata').text('pipelineArn')
      sweep.found({ id, arn, key: pipeline.at('artifactStore').at('encryptionKey').text('id') })
      const stores = pipeline.at('artifactStores')
      for (const region of stores.names()) {
        const key = keyInRegion(sweep.place, region, stores.at(region).at('encryptionKey').text('id'))
        sweep.found({ id, arn, key, role: `artifacts in ${region}` })
      }
    })
  },
}

export default codepipeline
