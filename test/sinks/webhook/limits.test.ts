import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reportMessage } from '../../../src/sinks/message/report-message.ts'
import { slackBody } from '../../../src/sinks/webhook/slack.ts'
import { teamsBody } from '../../../src/sinks/webhook/teams.ts'
import { anyText } from '../../any-text.ts'
import { aRecord, aReport } from '../../formats/a-report.ts'

interface SlackText {
  type: string
  text: string
}
type Block = { type: string; text?: SlackText; fields?: SlackText[]; elements?: SlackText[] }

const unused = (alias: string) => aRecord({ disposition: 'never', aliases: [`alias/${alias}`] })

test('webhook limits: Slack takes at most 50 blocks, 3,000 characters a section and 10 fields', () => {
  const keys = Array.from({ length: 500 }, (_, number) => unused(`${'a'.repeat(250)}${number}`))
  const { blocks } = slackBody(reportMessage(aReport({ keys }), null)) as { blocks: Block[] }
  const sent = JSON.stringify(blocks)
  expect([sent.match(/a{250}\d+ /g)?.length, sent.includes('and 490 more')]).toEqual([10, true])
  expect(blocks.length).toBeLessThanOrEqual(50)
  for (const { type, text, fields = [], elements = [] } of blocks) {
    expect(text?.text.length ?? 0).toBeLessThanOrEqual(type === 'header' ? 150 : 3000)
    expect(fields.length).toBeLessThanOrEqual(10)
    for (const each of [...fields, ...elements]) expect(each.text.length).toBeLessThanOrEqual(2000)
  }
})

test('webhook limits: names of keys are never in a text that has links, mentions or Markdown', () => {
  fc.assert(
    fc.property(
      fc.oneof(anyText, fc.constantFrom('<!channel>', '<https://example.com|x>', '[x](https://x)')),
      alias => {
        const message = reportMessage(aReport({ keys: [unused(`§${alias}`)] }), null)
        const slack = JSON.stringify(slackBody(message), (_, value: unknown) =>
          typeof value === 'object' && value !== null && 'type' in value && value.type === 'plain_text' ? null : value,
        )
        const teams = JSON.stringify(teamsBody(message), (_, value: unknown) =>
          typeof value === 'object' && value !== null && 'type' in value && value.type === 'TextRun' ? null : value,
        )
        expect(slack + teams).not.toContain('§')
      },
    ),
  )
})
