import type { Dependent } from '../dependent.ts'

/**
 * Event patterns and input transformers are encrypted, and are part of the answer.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-pipes-cmkey.html
 */
const eventbridgePipe: Dependent = {
  singular: 'EventBridge pipe',
  plural: 'EventBridge pipes',
  operations: ['pipes:ListPipes', 'pipes:DescribePipe'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the pipe stops' },
  mayDecrypt: 'EventBridge may decrypt the filters of a pipe to describe it',
  namedBy: { arn: /^pipes:[^:]*:[^:]*:pipe\/(.+)$/, context: 'aws:pipes:arn' },
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-data-protection.html
  encryption: {
    resourceType: 'AWS::Pipes::Pipe',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy: 'Set the key of the pipe (aws pipes update-pipe --kms-key-identifier, with the role of the pipe).',
  },
  async list(sweep) {
    const { DescribePipeCommand, ListPipesCommand, PipesClient } = await import('@aws-sdk/client-pipes')
    const pipes = sweep.client('Pipes', config => new PipesClient(config))
    const send = (NextToken: string | undefined) => pipes.send(new ListPipesCommand({ Limit: 100, NextToken }))
    await sweep.pages('pipes:ListPipes', { send, items: 'Pipes' }, async listed => {
      const id = listed.word('Name')
      const describe = new DescribePipeCommand({ Name: id })
      const answer = await sweep.call('pipes:DescribePipe', id, () => pipes.send(describe), ['NotFoundException'])
      if (answer) sweep.found({ id, arn: answer.text('Arn'), key: answer.text('KmsKeyIdentifier') })
    })
  },
}

export default eventbridgePipe
