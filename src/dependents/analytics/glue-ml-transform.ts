import type { Dependent } from '../dependent.ts'

/** https://docs.aws.amazon.com/glue/latest/webapi/API_TransformEncryption.html */
const glueMlTransform: Dependent = {
  singular: 'Glue machine learning transform',
  plural: 'Glue machine learning transforms',
  operations: ['glue:GetMLTransforms'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'the transform can no longer read or write its data' },
  encryption: { notJudged: 'AWS does not document how the data of a transform without a key is encrypted.' },
  async list(sweep) {
    const { GetMLTransformsCommand, GlueClient } = await import('@aws-sdk/client-glue')
    const glue = sweep.client('Glue', config => new GlueClient(config))
    const send = (NextToken: string | undefined) =>
      glue.send(new GetMLTransformsCommand({ MaxResults: 1000, NextToken }))
    await sweep.pages('glue:GetMLTransforms', { send, items: 'Transforms' }, transform =>
      sweep.found({
        id: transform.word('TransformId'),
        key: transform.at('TransformEncryption').at('MlUserDataEncryption').text('KmsKeyId'),
      }),
    )
  },
}

export default glueMlTransform
