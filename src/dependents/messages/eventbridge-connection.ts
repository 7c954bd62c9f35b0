import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * EventBridge keeps the credentials of a connection in a secret, which it encrypts with this key.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-connections.html
 */
const eventbridgeConnection: Dependent = {
  singular: 'EventBridge connection',
  plural: 'EventBridge connections',
  operations: ['events:ListConnections', 'events:DescribeConnection'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'API destinations cannot authenticate' },
  namedBy: { arn: /^events:[^:]*:[^:]*:connection\/([^/]+)/ },
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-data-protection.html
  encryption: {
    resourceType: 'AWS::Events::Connection',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy: 'Set the key of the connection.',
    command: ({ id, region }) =>
      awsCommand('events update-connection', { name: id, 'kms-key-identifier': raw(KEY) }, region),
  },
  async list(sweep) {
    const { DescribeConnectionCommand, EventBridgeClient, ListConnectionsCommand } =
      await import('@aws-sdk/client-eventbridge')
    const events = sweep.client('EventBridge', config => new EventBridgeClient(config))
    const send = (NextToken: string | undefined) => events.send(new ListConnectionsCommand({ Limit: 100, NextToken }))
    await sweep.pages('events:ListConnections', { send, items: 'Connections' }, async listed => {
      const id = listed.word('Name')
      const describe = new DescribeConnectionCommand({ Name: id })
      const answer = await sweep.call('events:DescribeConnection', id, () => events.send(describe), [
        'ResourceNotFoundException',
      ])
      if (answer) sweep.found({ id, arn: answer.text('ConnectionArn'), key: answer.text('KmsKeyIdentifier') })
    })
  },
}

export default eventbridgeConnection
