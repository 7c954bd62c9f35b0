import { expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { ACCOUNT, receivingWorld, send } from '../receiving-world.ts'

const topic = (name = 'kms'): string => `arn:aws:sns:us-east-1:${ACCOUNT}:${name}`
const SNS = ['sns', '--topic', topic()]

const messageIn = (message: Readonly<Record<string, unknown>> | undefined): Record<string, string> =>
  JSON.parse(String(message?.['Message'])) as Record<string, string>

test('sns: people get text, and programs get JSON', async () => {
  const { world, received } = receivingWorld()
  const { exit, out, err } = await send(world, SNS)
  const [message] = received.topics.get('kms')?.messages ?? []
  expect([exit, out]).toEqual([0, `${topic()}: message 00000000-0000-4000-8000-000000000001\n`])
  expect(err).toContain(`A summary for ${topic()}: No unused KMS keys found; 2 unknown.`)
  expect(message).toMatchObject({ Subject: 'kms-audit: No unused KMS keys found; 2 unknown', MessageStructure: 'json' })
  const { default: text, sms, sqs, lambda, https } = messageIn(message)
  expect(text).toMatch(/^No unused KMS keys found; 2 unknown\n\nKeys: +2: 2 unknown\n/)
  expect(sms).toBe('No unused KMS keys found; 2 unknown')
  expect([lambda, https]).toEqual([sqs, sqs])
  expect(JSON.parse(sqs ?? '')).toMatchObject({
    schema_version: 1,
    source: 'audit',
    summary: { keys: 2 },
    findings: null,
  })
})

test('sns: a FIFO topic gets the group and the ID that it needs', async () => {
  const { world, received } = receivingWorld()
  const { exit } = await send(world, ['sns', '--topic', topic('kms.fifo')])
  const [message] = received.topics.get('kms.fifo')?.messages ?? []
  expect([exit, message?.['MessageGroupId'], message?.['MessageDeduplicationId']]).toEqual([
    0,
    'kms-audit',
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ])
})

test('sns: a note says that publishing to an encrypted topic is a use of its key', async () => {
  const { world, received } = receivingWorld()
  received.topics.set('kms', { key: 'alias/topics', messages: [] })
  const { err } = await send(world, SNS)
  expect(err).toContain('The topic is encrypted with alias/topics, so publishing is a use of this key.')
})

test('sns: without permission to read the topic, the message is sent, and a note says what is not known', async () => {
  const { world, received } = receivingWorld()
  const faults = [deniedByIdentityPolicy({ operation: 'GetTopicAttributes' })]
  const { exit, err } = await send(world, SNS, { faults })
  expect([exit, received.topics.get('kms')?.messages.length]).toEqual([0, 1])
  expect(err).toMatch(/Whether publishing is a use of a key is not known: .*sns:GetTopicAttributes/)
})

test('sns: a topic that does not exist is named, and the exit code is 3', async () => {
  const { world } = receivingWorld()
  const { exit, err } = await send(world, ['sns', '--topic', topic('nowhere')])
  expect([exit, err]).toEqual([
    3,
    expect.stringContaining(`${topic('nowhere')}: the message was not sent: Topic does not exist`),
  ])
})

test('sns: a run that may not publish says so, and the exit code is 3', async () => {
  const { world } = receivingWorld()
  const { exit, err } = await send(world, SNS, { faults: [deniedByIdentityPolicy({ operation: 'Publish' })] })
  expect([exit, err]).toEqual([3, expect.stringContaining('sns:Publish')])
})

test('sns: --dry-run prints the call and sends nothing', async () => {
  const { world, received } = receivingWorld()
  const { exit, out } = await send(world, [...SNS, '--dry-run'])
  expect([exit, JSON.parse(out)]).toEqual([0, expect.objectContaining({ TopicArn: topic() })])
  expect(received.topics.get('kms')?.messages).toEqual([])
})

test.each([
  [['sns'], 'publish sns requires --topic. Add --topic with the ARN of the topic.'],
  [['sns', '--topic', 'kms'], "--topic takes the ARN of an SNS topic, not 'kms'."],
])('sns: %j is wrong usage before anything is audited', async (argv, message) => {
  const { exit, err, requests } = await send(receivingWorld().world, argv)
  expect([exit, err, requests]).toEqual([2, `kms-audit: ${message}\n`, []])
})

test('sns: a topic of another partition cannot be reached', async () => {
  const { exit, err } = await send(receivingWorld().world, [
    'sns',
    '--topic',
    `arn:aws-cn:sns:cn-north-1:${ACCOUNT}:kms`,
  ])
  expect([exit, err]).toEqual([3, expect.stringContaining('the account of the caller is in partition aws.')])
})
