import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'

const FILE = new URL('../../../../src/retirement/guards/alarm/cancel-deletion.js', import.meta.url)
const CODE = readFileSync(FILE, 'utf8')
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'

interface StubKey {
  state: string
  /** Pages. */
  tags: { TagKey: string; TagValue: string }[][]
  /** Names of errors by operation. */
  refused?: Readonly<Record<string, string>>
}

const PRODUCTION = [[{ TagKey: 'Team', TagValue: 'shop' }], [{ TagKey: 'Environment', TagValue: 'Production' }]]

/** The class of a command of the SDK. */
const command = (operation: string) =>
  class {
    operation = operation
    input: Record<string, unknown>
    constructor(input: Record<string, unknown>) {
      this.input = input
    }
  }

/** Runs the function as Lambda does, with clients of the SDK that know one key. */
async function invoke(key: StubKey, { reEnable = false, event = anEvent() } = {}) {
  const calls: string[] = []
  const messages: { TopicArn: string; Subject: string; Message: string }[] = []
  const exports: { handler?: (event: unknown) => Promise<unknown> } = {}
  const act = (operation: string, input: Record<string, unknown>): unknown => {
    calls.push(operation)
    const error = key.refused?.[operation]
    if (error !== undefined) throw Object.assign(new Error(`refused ${operation}`), { name: error })
    if (operation === 'CancelKeyDeletion') key.state = 'Disabled'
    if (operation === 'EnableKey') key.state = 'Enabled'
    if (operation === 'DescribeKey') return { KeyMetadata: { KeyState: key.state } }
    if (operation === 'Publish') messages.push(input as (typeof messages)[number])
    if (operation !== 'ListResourceTags') return {}
    const page = Number(input['Marker'] ?? 0)
    return { Tags: key.tags[page], ...(page + 1 < key.tags.length && { NextMarker: String(page + 1) }) }
  }
  class Client {
    async send(sent: { operation: string; input: Record<string, unknown> }): Promise<unknown> {
      return Promise.resolve().then(() => act(sent.operation, sent.input))
    }
  }
  const commands = ['CancelKeyDeletion', 'DescribeKey', 'EnableKey', 'ListResourceTags', 'Publish']
  const sdk = {
    KMSClient: Client,
    SNSClient: Client,
    ...Object.fromEntries(commands.map(name => [`${name}Command`, command(name)])),
  }
  const env = { TAG_KEY: 'Environment', TAG_VALUE: 'Production', RE_ENABLE: String(reEnable), TOPIC_ARN: 'topic' }
  runInNewContext(CODE, { exports, require: () => sdk, process: { env } })
  const result = await exports.handler?.(event).then(
    value => ({ value }),
    (error: unknown) => ({ error: String(error) }),
  )
  return { result, calls, messages, text: messages.map(({ Message }) => Message).join('\n') }
}

const anEvent = () => ({
  account: '111122223333',
  region: 'eu-west-1',
  detail: {
    userIdentity: { arn: 'arn:aws:sts::111122223333:assumed-role/Ops/eve' },
    requestParameters: { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab' },
    responseElements: { keyId: KEY },
  },
})

test('guard alarm function: it cancels the deletion of a key with the tag, and says that the key is Disabled', async () => {
  const { calls, messages, text } = await invoke({ state: 'PendingDeletion', tags: PRODUCTION })
  expect(calls).toEqual(['ListResourceTags', 'ListResourceTags', 'CancelKeyDeletion', 'DescribeKey', 'Publish'])
  expect(messages).toMatchObject([{ TopicArn: 'topic', Subject: 'KMS key deletion cancelled' }])
  expect(text).toContain('Deletion scheduled by: arn:aws:sts::111122223333:assumed-role/Ops/eve')
  expect(text).toContain('The key is now Disabled.')
  expect(text).toContain(`aws kms enable-key --key-id ${KEY} --region eu-west-1`)
})

test('guard alarm function: with --re-enable it enables the key and prints no command', async () => {
  const { calls, text } = await invoke({ state: 'PendingDeletion', tags: PRODUCTION }, { reEnable: true })
  expect(calls).toContain('EnableKey')
  expect(text).toContain('The key is now Enabled.')
  expect(text).not.toContain('enable-key')
})

test('guard alarm function: if the key cannot be enabled, it says so and how to enable it', async () => {
  const key = { state: 'PendingDeletion', tags: PRODUCTION, refused: { EnableKey: 'AccessDeniedException' } }
  const { text } = await invoke(key, { reEnable: true })
  expect(text).toContain('It could not be enabled: AccessDeniedException: refused EnableKey')
  expect(text).toContain('enable-key')
})

test.each([
  ['no tag', [[]]],
  ['another value', [[{ TagKey: 'Environment', TagValue: 'production' }]]],
  ['the value with another key', [[{ TagKey: 'Env', TagValue: 'Production' }]]],
])('guard alarm function: it leaves a key with %s alone', async (_, tags) => {
  const { result, calls } = await invoke({ state: 'PendingDeletion', tags })
  expect(result).toEqual({ value: { key: KEY, cancelled: false } })
  expect(calls).toEqual(['ListResourceTags'])
})

test('guard alarm function: a refusal is said with the command, and the invocation fails so that Lambda repeats it', async () => {
  const key = { state: 'PendingDeletion', tags: PRODUCTION, refused: { CancelKeyDeletion: 'AccessDeniedException' } }
  const { result, messages, text } = await invoke(key)
  expect(result).toEqual({ error: 'AccessDeniedException: refused CancelKeyDeletion' })
  expect(messages).toMatchObject([{ Subject: 'KMS key deletion NOT cancelled' }])
  expect(text).toContain(`aws kms cancel-key-deletion --key-id ${KEY} --region eu-west-1`)
})

test('guard alarm function: unread tags are said, and nothing is cancelled', async () => {
  const key = { state: 'PendingDeletion', tags: PRODUCTION, refused: { ListResourceTags: 'AccessDeniedException' } }
  const { calls, messages } = await invoke(key)
  expect(calls).not.toContain('CancelKeyDeletion')
  expect(messages).toMatchObject([{ Subject: 'KMS key deletion NOT cancelled' }])
})

test('guard alarm function: a repeated invocation accepts a deletion that is cancelled already', async () => {
  const refused = { CancelKeyDeletion: 'KMSInvalidStateException' }
  const { result, text } = await invoke({ state: 'Disabled', tags: PRODUCTION, refused })
  expect(result).toMatchObject({ value: { cancelled: true, state: 'Disabled' } })
  expect(text).toContain('The key is now Disabled.')
  const still = await invoke({ state: 'PendingReplicaDeletion', tags: PRODUCTION, refused })
  expect(still.result).toEqual({ error: 'KMSInvalidStateException: refused CancelKeyDeletion' })
})

test('guard alarm function: an event without response and identity still names the key', async () => {
  const bare = { ...anEvent(), detail: { requestParameters: { keyId: KEY } } } as unknown as ReturnType<typeof anEvent>
  const { text } = await invoke({ state: 'PendingDeletion', tags: PRODUCTION }, { event: bare })
  expect(text).toContain(`Key: ${KEY}`)
  expect(text).toContain('Deletion scheduled by: an unknown caller')
})
