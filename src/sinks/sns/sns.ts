import { textLike } from '../../cli/kinds/kind.ts'
import { option } from '../../cli/option.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { Sink } from '../sink.ts'

const TOPIC = /^arn:(aws[a-z-]*):sns:([a-z0-9-]+):(\d{12}):([A-Za-z0-9_-]{1,256}(?:\.fifo)?)$/

const options = {
  topic: option({
    flags: '--topic <arn>',
    group: 'Publish',
    help: 'With sns: the topic',
    kind: textLike('the ARN of an SNS topic', TOPIC),
    fallback: null,
    alsoCalled: ['topic-arn', 'sns-topic'],
  }),
}

/** Publishes a summary of the report to an SNS topic: text for people, JSON for programs. */
export const sns: Sink<typeof options> = {
  id: 'sns',
  name: 'an SNS topic',
  title: 'A summary in an SNS topic: text in mails, JSON for queues, functions and HTTP endpoints',
  takes: 'report',
  needs: 'caller-session',
  options,
  operations: ['sns:GetTopicAttributes', 'sns:Publish'],
  examples: [
    {
      what: 'Send a summary to a topic if a key is unused',
      command: 'kms-audit publish sns --topic ARN --only-if unused',
    },
  ],
  check({ topic }) {
    requiredTopic(topic)
  },
  region: ({ topic }) => TOPIC.exec(topic ?? '')?.[2] ?? null,
  async plan(delivery) {
    const { planMessage } = await import('./plan-message.ts')
    return planMessage(delivery, requiredTopic(delivery.settings.topic))
  },
}

function requiredTopic(topic: string | null): string {
  if (topic !== null) return topic
  throw new AuditError('usage', 'publish sns requires --topic.', { hint: 'Add --topic with the ARN of the topic.' })
}
