import type { Dependent } from '../dependent.ts'

/**
 * What an instance stores in S3 or in Kinesis video streams, each with a key of its own. What it streams to other
 * services has their keys.
 * https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateInstanceStorageConfig.html
 */
const STORED = {
  ATTACHMENTS: 'attachments',
  CALL_RECORDINGS: 'call recordings',
  CHAT_TRANSCRIPTS: 'chat transcripts',
  CONTACT_EVALUATIONS: 'contact evaluations',
  EMAIL_MESSAGES: 'email messages',
  MEDIA_STREAMS: 'media streams',
  SCHEDULED_REPORTS: 'scheduled reports',
  SCREEN_RECORDINGS: 'screen recordings',
} as const

/** https://docs.aws.amazon.com/connect/latest/adminguide/encryption-at-rest.html */
const connectInstance: Dependent = {
  singular: 'Connect instance',
  plural: 'Connect instances',
  operations: ['connect:ListInstances', 'connect:ListInstanceStorageConfigs'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'recordings and transcripts are no longer stored, and cannot be read' },
  namedBy: { arn: /^connect:[^:]*:[^:]*:instance\/([^/]+)/ },
  encryption: {
    notJudged: 'The keys are for recordings and transcripts in Amazon S3 and Kinesis. Buckets and streams are judged.',
  },
  async list(sweep) {
    const { ConnectClient, ListInstancesCommand, ListInstanceStorageConfigsCommand } =
      await import('@aws-sdk/client-connect')
    const connect = sweep.client('Connect', config => new ConnectClient(config))
    const send = (NextToken: string | undefined) =>
      connect.send(new ListInstancesCommand({ MaxResults: 10, NextToken }))
    await sweep.pages('connect:ListInstances', { send, items: 'InstanceSummaryList' }, async instance => {
      const [InstanceId, arn] = [instance.word('Id'), instance.text('Arn')]
      const stored = Object.entries(STORED) as [keyof typeof STORED, string][]
      const reads = stored.map(([ResourceType, role]) => {
        const query = { InstanceId, ResourceType, MaxResults: 10 }
        const sendBelow = (NextToken: string | undefined) =>
          connect.send(new ListInstanceStorageConfigsCommand({ ...query, NextToken }))
        const below = { send: sendBelow, items: 'StorageConfigs' }
        return sweep.pages('connect:ListInstanceStorageConfigs', below, config => {
          for (const place of ['S3Config', 'KinesisVideoStreamConfig'])
            sweep.found({ id: InstanceId, arn, key: config.at(place).at('EncryptionConfig').text('KeyId'), role })
        })
      })
      await Promise.all(reads)
    })
  },
}

export default connectInstance
