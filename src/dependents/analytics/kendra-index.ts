import type { Dependent } from '../dependent.ts'

/**
 * Documents of an index are encrypted with this key, which cannot be changed.
 * https://docs.aws.amazon.com/kendra/latest/dg/encryption-at-rest.html
 */
const kendraIndex: Dependent = {
  singular: 'Kendra index',
  plural: 'Kendra indexes',
  operations: ['kendra:ListIndices', 'kendra:DescribeIndex'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the index can be neither searched nor updated' },
  namedBy: { arn: /^kendra:[^:]*:[^:]*:index\/([^/]+)$/ },
  // https://docs.aws.amazon.com/kendra/latest/dg/encryption-at-rest.html
  encryption: {
    resourceType: 'AWS::Kendra::Index',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy: 'The key of an index cannot be changed. Create another index with the key, and load the documents again.',
  },
  async list(sweep) {
    const { DescribeIndexCommand, KendraClient, ListIndicesCommand } = await import('@aws-sdk/client-kendra')
    const kendra = sweep.client('kendra', config => new KendraClient(config))
    const { partition, region, account } = sweep.place
    const send = (NextToken: string | undefined) => kendra.send(new ListIndicesCommand({ MaxResults: 100, NextToken }))
    await sweep.pages('kendra:ListIndices', { send, items: 'IndexConfigurationSummaryItems' }, async index => {
      const id = index.word('Id')
      const describe = new DescribeIndexCommand({ Id: id })
      const answer = await sweep.call('kendra:DescribeIndex', id, () => kendra.send(describe), [
        'ResourceNotFoundException',
      ])
      const arn = `arn:${partition}:kendra:${region}:${account}:index/${id}`
      if (answer) sweep.found({ id, arn, key: answer.at('ServerSideEncryptionConfiguration').text('KmsKeyId') })
    })
  },
}

export default kendraIndex
