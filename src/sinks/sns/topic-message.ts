import { createHash } from 'node:crypto'
import type { ReportDiff } from '../../model/history/report-diff.ts'
import type { Report } from '../../model/report/report.ts'
import { messageData } from '../message/message-data.ts'
import { plainMessage } from '../message/plain-text.ts'
import { reportMessage } from '../message/report-message.ts'

/** A message as SNS takes it. */
export interface TopicMessage {
  TopicArn: string
  Subject: string
  Message: string
  MessageStructure: 'json'
  MessageGroupId?: string
  MessageDeduplicationId?: string
}

/** Subscribers that are programs. */
const PROGRAMS = ['http', 'https', 'sqs', 'lambda', 'firehose'] as const
/** Characters of one SMS. */
const LONGEST_SMS = 140
/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: less than 100 characters of ASCII. */
const LONGEST_SUBJECT = 99

/** Returns the message about a report. Subscribers that are people get the `default`. */
export function topicMessage(report: Report, changes: ReportDiff | null, TopicArn: string): TopicMessage {
  const message = reportMessage(report, changes)
  const data = JSON.stringify(messageData(report, changes, message.title))
  const Message = JSON.stringify({
    default: plainMessage(message),
    sms: message.title.slice(0, LONGEST_SMS),
    ...Object.fromEntries(PROGRAMS.map(protocol => [protocol, data])),
  })
  const Subject = `kms-audit: ${message.title}`.replace(/[^ -~]/g, '?').slice(0, LONGEST_SUBJECT)
  return { TopicArn, Subject, Message, MessageStructure: 'json', ...orderOf(TopicArn, Message) }
}

/** A FIFO topic needs a group, and drops a message with an ID that it has seen in the last five minutes. */
const orderOf = (topic: string, message: string): Pick<TopicMessage, 'MessageGroupId' | 'MessageDeduplicationId'> =>
  topic.endsWith('.fifo')
    ? { MessageGroupId: 'kms-audit', MessageDeduplicationId: createHash('sha256').update(message).digest('hex') }
    : {}
