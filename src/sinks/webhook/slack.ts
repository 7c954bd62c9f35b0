import { batches } from '../../lib/batches.ts'
import { moreText } from '../message/plain-text.ts'
import type { ReportMessage } from '../message/report-message.ts'

/** Characters of a header, a section and a field. https://docs.slack.dev/reference/block-kit/blocks */
const LONGEST_HEADER = 150
const LONGEST_SECTION = 3000
const LONGEST_FIELD = 2000

/**
 * Returns the body for an incoming webhook of Slack. Names of keys are plain text, in which Slack looks for neither links
 * nor mentions.
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export function slackBody({ title, facts, keys, moreKeys, cautions }: ReportMessage): object {
  const shown = escaped(title)
  return {
    text: shown,
    blocks: [
      { type: 'header', text: plain(cut(title, LONGEST_HEADER)) },
      {
        type: 'section',
        fields: facts.map(([label, text]) => ({
          type: 'mrkdwn',
          text: cut(`*${label}*\n${escaped(text)}`, LONGEST_FIELD),
        })),
      },
      ...(keys.length === 0 ? [] : sections(['Unused keys:', ...keys, ...moreText(moreKeys)])),
      ...(cautions.length === 0
        ? []
        : [{ type: 'context', elements: [plain(cut(cautions.join(' '), LONGEST_FIELD))] }]),
    ],
  }
}

/** An alias has at most 256 characters, so that these lines fit into a section. */
const LINES_IN_SECTION = 6

const sections = (lines: readonly string[]): object[] =>
  [...batches(lines, LINES_IN_SECTION)].map(some => section(some.join('\n')))

const section = (text: string): object => ({ type: 'section', text: plain(cut(text, LONGEST_SECTION)) })

const plain = (text: string): object => ({ type: 'plain_text', text, emoji: false })

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)
