import { expect, test } from 'vitest'
import { topicKeyWarnings } from '../../../../src/retirement/guards/alarm/topic-key-warnings.ts'
import { topicKeyStatement } from '../../../../src/retirement/guards/alarm/alarm-topic.ts'
import { aRecord } from '../../../formats/a-report.ts'
import { ownPolicy } from '../guard-terms.ts'

const NOW = Date.UTC(2026, 10, 20)
const STATEMENT = topicKeyStatement(['events.amazonaws.com'])
const topicKey = (key_policy: unknown) => aRecord({ aliases: ['alias/alerts'], key_policy })
const warnings = (...keys: ReturnType<typeof topicKey>[]) =>
  topicKeyWarnings({ alias: 'alias/alerts' }, { subjects: [], keys, now: NOW }).join(' ')

test('guard topic key: the statement that is asked for makes the key usable', () => {
  expect(warnings(topicKey(ownPolicy(STATEMENT)))).toBe('')
})

test('guard topic key: a key without it, or with a condition on the source, loses the messages', () => {
  const limited = { ...STATEMENT, Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }
  for (const policy of [ownPolicy(), ownPolicy(limited)])
    expect(warnings(topicKey(policy))).toContain('does not allow EventBridge to use it, so messages would be lost.')
})

test('guard topic key: what was not read is not known, and never fine', () => {
  expect(warnings()).toContain('was not checked')
  expect(warnings(topicKey(null))).toContain('is not known')
  expect(warnings(topicKey({ Statement: 7 }))).toContain('is not known')
})

test('guard topic key: it is found by its ARN and its ID too', () => {
  const key = topicKey(ownPolicy(STATEMENT))
  expect(topicKeyWarnings({ arn: key.key_arn }, { subjects: [], keys: [key], now: NOW })).toEqual([])
  expect(topicKeyWarnings({ id: key.key_id }, { subjects: [], keys: [key], now: NOW })).toEqual([])
})

test('guard topic key: with alarms of CloudWatch, it needs to use the key too', () => {
  const warn = (statement: object) =>
    topicKeyWarnings(
      { alias: 'alias/alerts' },
      { subjects: ['quota'], keys: [topicKey(ownPolicy(statement))], now: NOW },
    ).join(' ')
  expect(warn(STATEMENT)).toContain("The topic's key does not allow CloudWatch to use it")
  expect(warn(STATEMENT)).toContain('"Service":["events.amazonaws.com","cloudwatch.amazonaws.com"]')
  expect(warn(topicKeyStatement(['events.amazonaws.com', 'cloudwatch.amazonaws.com']))).toBe('')
})
