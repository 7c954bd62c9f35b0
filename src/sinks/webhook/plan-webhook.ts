import { toSafeJson } from '../../lib/text/safe-json.ts'
import { type MessageData, messageData } from '../message/message-data.ts'
import { type ReportMessage, reportMessage } from '../message/report-message.ts'
import type { NetworkDelivery, Plan } from '../sink.ts'
import { slackBody } from './slack.ts'
import { webhookTarget, type WebhookTarget } from './target.ts'
import { teamsBody } from './teams.ts'
import { fillTemplate } from './template.ts'
import { templateValues } from './template-values.ts'
import type { WebhookOptions } from './webhook.ts'

/** Prepares the message. */
export async function planWebhook({ report, changes, settings, http }: NetworkDelivery<WebhookOptions>): Promise<Plan> {
  const target = await webhookTarget(settings)
  const { url, header } = target
  const message = reportMessage(report, changes)
  const body = bodyOf(target, message, messageData(report, changes, message.title))
  return {
    summary: `A message for ${url.host}: ${message.title}.`,
    question: `Send it to ${url.host}?`,
    notes: [],
    errors: [],
    calls: () => [`${toSafeJson(body)}\n`],
    async send(onError) {
      const answer = await http.send({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json', ...(header === null ? {} : { [header[0]]: header[1] }) },
        body: JSON.stringify(body),
        // A message that appears twice does less harm than one that does not appear.
        isRepeatable: true,
        secrets: header === null ? [] : [header[1]],
      })
      if (answer.ok) return { lines: [`${url.host}: message sent`], accepted: 1, failed: 0 }
      onError(`${url.host}: the message was not sent: ${answer.why}.`)
      return { lines: [], accepted: 0, failed: 1 }
    },
  }
}

function bodyOf({ body }: WebhookTarget, message: ReportMessage, data: MessageData): unknown {
  if (body === 'slack') return slackBody(message)
  if (body === 'teams') return teamsBody(message)
  return body === 'json' ? data : fillTemplate(body, templateValues(message, data))
}
