import { moreText } from '../message/plain-text.ts'
import type { ReportMessage } from '../message/report-message.ts'

/**
 * Returns the body for a webhook of a Teams workflow: a message with an Adaptive Card. Names of keys are in text runs,
 * which have no Markdown.
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 */
export const teamsBody = ({ title, facts, keys, moreKeys, cautions }: ReportMessage): object => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
          { type: 'TextBlock', size: 'Large', weight: 'Bolder', wrap: true, text: title },
          { type: 'FactSet', facts: facts.map(([label, value]) => ({ title: label, value })) },
          ...keysBlock([...keys, ...moreText(moreKeys)]),
          ...cautions.map(runs),
        ],
      },
    },
  ],
})

const keysBlock = (lines: readonly string[]): object[] =>
  lines.length === 0
    ? []
    : [{ type: 'TextBlock', weight: 'Bolder', spacing: 'Medium', text: 'Unused keys' }, ...lines.map(runs)]

const runs = (text: string): object => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] })
