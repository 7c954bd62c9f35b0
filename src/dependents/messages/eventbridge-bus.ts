import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * EventBridge encrypts custom and partner events, and the rules of the bus. Archives of the bus use the same encryption
 * context.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html
 */
const eventbridgeBus: Dependent = {
  singular: 'EventBridge event bus',
  plural: 'EventBridge event buses',
  operations: ['events:ListEventBuses', 'events:DescribeEventBus'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'custom and partner events are not delivered' },
  namedBy: { arn: /^events:[^:]*:[^:]*:event-bus\/(.+)$/, context: 'aws:events:event-bus:arn' },
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-data-protection.html
  encryption: {
    resourceType: 'AWS::Events::EventBus',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy: 'Set the key of the event bus. Archives and schema discovery need permissions for it.',
    command: ({ id, region }) =>
      awsCommand('events update-event-bus', { name: id, 'kms-key-identifier': raw(KEY) }, region),
  },
  async list(sweep) {
    const { DescribeEventBusCommand, EventBridgeClient, ListEventBusesCommand } =
      await import('@aws-sdk/client-eventbridge')
    const events = sweep.client('EventBridge', config => new EventBridgeClient(config))
    const send = (NextToken: string | undefined) => events.send(new ListEventBusesCommand({ Limit: 100, NextToken }))
    await sweep.pages('events:ListEventBuses', { send, items: 'EventBuses' }, async listed => {
      const id = listed.word('Name')
      const describe = new DescribeEventBusCommand({ Name: id })
      const answer = await sweep.call('events:DescribeEventBus', id, () => events.send(describe), [
        'ResourceNotFoundException',
      ])
      if (answer) sweep.found({ id, arn: answer.text('Arn'), key: answer.text('KmsKeyIdentifier') })
    })
  },
}

export default eventbridgeBus
