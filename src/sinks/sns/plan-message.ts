import { publishMessage, topicKey } from '../../aws/sns/topics.ts'
import { toSafeJson } from '../../lib/text/safe-json.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { requireAccess } from '../no-access.ts'
import type { CallerDelivery, Plan } from '../sink.ts'
import { topicMessage } from './topic-message.ts'

/** Looks at the topic, and prepares the message. */
export async function planMessage({ report, changes, client: access }: CallerDelivery, topic: string): Promise<Plan> {
  const client = requireAccess(access, topic)
  const message = topicMessage(report, changes, topic)
  return {
    summary: `A summary for ${topic}: ${message.Subject.replace(/^kms-audit: /, '')}.`,
    question: `Publish it to ${topic}?`,
    notes: await keyNotes(client, topic),
    errors: [],
    calls: () => [`${toSafeJson(message)}\n`],
    async send(onError) {
      const answer = await publishMessage(client, { ...message })
      if (answer.known) return { lines: [`${topic}: message ${safeText(answer.value)}`], accepted: 1, failed: 0 }
      onError(`${topic}: the message was not sent: ${answer.why}`)
      return { lines: [], accepted: 0, failed: 1 }
    },
  }
}

/** To publish to an encrypted topic is a use of its key, which the next audit will see. */
async function keyNotes(client: Parameters<typeof topicKey>[0], topic: string): Promise<string[]> {
  const key = await topicKey(client, topic)
  if (!key.known) return [`Whether publishing is a use of a key is not known: ${key.why}`]
  if (key.value === null) return []
  return [`The topic is encrypted with ${safeText(key.value)}, so publishing is a use of this key.`]
}
