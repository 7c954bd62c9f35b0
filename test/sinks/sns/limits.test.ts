import { expect, test } from 'vitest'
import { topicMessage } from '../../../src/sinks/sns/topic-message.ts'
import { aPlace, aRecord, aReport } from '../../formats/a-report.ts'

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:kms'

test('sns limits: a report of many accounts fits into a message', () => {
  const keys = Array.from({ length: 2000 }, (_, number) =>
    aRecord({ disposition: 'never', aliases: [`alias/${'a'.repeat(240)}${number}`] }),
  )
  const places = Array.from({ length: 9000 }, (_, number) =>
    aPlace({ account_id: String(100_000_000_000 + number), status: 'unreachable' }),
  )
  const report = aReport({ keys, scope: { ...aReport().scope, places } })
  const { Message, Subject } = topicMessage(report, null, TOPIC)
  const { sqs, sms, default: text } = JSON.parse(Message) as Record<string, string>
  expect(Buffer.byteLength(Message)).toBeLessThanOrEqual(262_144)
  expect(Subject).toMatch(/^[ -~]{1,99}$/)
  expect(sms?.length).toBeLessThanOrEqual(140)
  expect(text).toContain('and 1990 more')
  const data = JSON.parse(sqs ?? '') as { unreachable: unknown[] }
  expect([data.unreachable.length, data]).toEqual([100, expect.objectContaining({ unreachable_count: 9000 })])
})
