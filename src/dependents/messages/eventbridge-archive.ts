import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * The event pattern of an archive is encrypted with its events, and is part of the answer.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-archives.html
 */
const eventbridgeArchive: Dependent = {
  singular: 'EventBridge archive',
  plural: 'EventBridge archives',
  operations: ['events:ListArchives', 'events:DescribeArchive'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'events are neither archived nor replayed' },
  mayDecrypt: 'EventBridge may decrypt the event pattern of an archive to describe it',
  namedBy: { arn: /^events:[^:]*:[^:]*:archive\/(.+)$/ },
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-data-protection.html
  encryption: {
    resourceType: 'AWS::Events::Archive',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy: 'Set the key of the archive.',
    command: ({ id, region }) =>
      awsCommand('events update-archive', { 'archive-name': id, 'kms-key-identifier': raw(KEY) }, region),
  },
  async list(sweep) {
    const { DescribeArchiveCommand, EventBridgeClient, ListArchivesCommand } =
      await import('@aws-sdk/client-eventbridge')
    const events = sweep.client('EventBridge', config => new EventBridgeClient(config))
    const send = (NextToken: string | undefined) => events.send(new ListArchivesCommand({ Limit: 100, NextToken }))
    await sweep.pages('events:ListArchives', { send, items: 'Archives' }, async listed => {
      const id = listed.word('ArchiveName')
      const describe = new DescribeArchiveCommand({ ArchiveName: id })
      const answer = await sweep.call('events:DescribeArchive', id, () => events.send(describe), [
        'ResourceNotFoundException',
      ])
      if (answer) sweep.found({ id, arn: answer.text('ArchiveArn'), key: answer.text('KmsKeyIdentifier') })
    })
  },
}

export default eventbridgeArchive
