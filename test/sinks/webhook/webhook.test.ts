import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { aDestination, type Destination, inTurn, type Reaction } from '../a-destination.ts'
import { receivingWorld, send, sinkIo } from '../receiving-world.ts'
import { TEMPLATE_FIELDS } from '../../../src/sinks/webhook/template-values.ts'
import type { Run } from '../../run.ts'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'webhook-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const open: Destination[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop()
})

const PATH = '/services/T000/s3cr3t-path'
const HEADER = 'Authorization: Bearer s3cr3t-token'

async function sendTo(
  reactions: readonly Reaction[],
  argv: readonly string[] = [],
): Promise<Run & { destination: Destination }> {
  const destination = await aDestination(inTurn(...reactions))
  open.push(destination)
  const io = sinkIo({ KMS_AUDIT_WEBHOOK_URL: `${destination.url}${PATH}`, KMS_AUDIT_WEBHOOK_HEADER: HEADER })
  return {
    ...(await send(receivingWorld().world, ['webhook', '--debug', ...argv], { io, patience: 0.001 })),
    destination,
  }
}

const ok: Reaction = { status: 200, body: 'ok' }
const bodyIn = ({ received }: Destination): Record<string, unknown> =>
  JSON.parse(received.at(-1)?.body ?? '') as Record<string, unknown>

test('webhook: the message goes to the address with the secret header', async () => {
  const { exit, out, err, destination } = await sendTo([ok])
  const [request] = destination.received
  expect([exit, out]).toEqual([0, `${new URL(destination.url).host}: message sent\n`])
  expect(request).toMatchObject({ method: 'POST', path: PATH, headers: { authorization: 'Bearer s3cr3t-token' } })
  expect(bodyIn(destination)).toMatchObject({
    schema_version: 1,
    title: 'No unused KMS keys found; 2 unknown',
    summary: { keys: 2 },
  })
  expect(err + out).not.toMatch(/s3cr3t/)
})

test.each<[what: string, reactions: Reaction[], exit: number, requests: number, line: string]>([
  ['HTTP 500 is tried again', [{ status: 500 }, ok], 0, 2, ''],
  ['HTTP 429 is tried again after Retry-After', [{ status: 429, headers: { 'retry-after': '1' } }, ok], 0, 2, ''],
  ['HTTP 429 for an hour is an error', [{ status: 429, headers: { 'retry-after': '3600' } }], 3, 1, 'HTTP 429.'],
  ['a refusal is an error', [{ status: 404, body: `no_team ${PATH}` }], 3, 1, 'HTTP 404: no_team ***.'],
  ['a server that never recovers is an error', [{ status: 503 }], 3, 4, 'HTTP 503.'],
  ['a connection that is reset is tried again', ['reset', ok], 0, 2, ''],
  [
    'a redirect to plain HTTP is not followed',
    [{ status: 302, headers: { location: 'http://example.com/s3cr3t' } }],
    3,
    1,
    'HTTP 302: the server redirects, which is not followed.',
  ],
])('webhook: %s', async (_, reactions, exit, requests, line) => {
  const run = await sendTo(reactions)
  expect([run.exit, run.destination.received.length]).toEqual([exit, requests])
  if (line !== '')
    expect(run.err).toContain(`kms-audit: ${new URL(run.destination.url).host}: the message was not sent: ${line}\n`)
  expect(run.err + run.out).not.toMatch(/s3cr3t/)
})

test('webhook: Slack gets blocks, and Teams gets an Adaptive Card', async () => {
  const slack = await sendTo([ok], ['--webhook-format', 'slack'])
  expect(bodyIn(slack.destination)).toMatchObject({
    text: 'No unused KMS keys found; 2 unknown',
    blocks: [{ type: 'header' }, { type: 'section' }, { type: 'context' }],
  })
  const teams = await sendTo([ok], ['--webhook-format', 'teams'])
  expect(bodyIn(teams.destination)).toMatchObject({
    type: 'message',
    attachments: [{ content: { type: 'AdaptiveCard', version: '1.4' } }],
  })
})

function template(text: string): string {
  const path = join(folder, 'template.json')
  writeFileSync(path, text)
  return path
}

test('webhook: a template gets the values of its fields, with their types', async () => {
  const path = template('{ "a": "{{unused_keys}}", "b": "{{ title }} ({{critical}})", "c": ["{{critical}}", 7, null] }')
  const { exit, destination } = await sendTo([ok], ['--webhook-template', path])
  expect([exit, bodyIn(destination)]).toEqual([
    0,
    { a: 0, b: 'No unused KMS keys found; 2 unknown (unknown)', c: [null, 7, null] },
  ])
})

test('webhook: a template keeps its own texts, also with quotation marks after a field', async () => {
  const path = template('{ "a": "{{keys}} \\" : {x}", "b": "\\n" }')
  const { exit, destination } = await sendTo([ok], ['--webhook-template', path])
  expect([exit, bodyIn(destination)]).toEqual([0, { a: '2 " : {x}', b: '\n' }])
})

test('webhook: a template can have every field', async () => {
  const path = template(JSON.stringify(Object.fromEntries(TEMPLATE_FIELDS.map(field => [field, `{{${field}}}`]))))
  const { exit, destination } = await sendTo([ok], ['--webhook-template', path])
  expect([exit, Object.keys(bodyIn(destination))]).toEqual([0, [...TEMPLATE_FIELDS]])
})

test.each<[what: string, text: string, message: string]>([
  ['an unknown field', '{\n "a": "{{titel}}" }', ":2: unknown field 'titel'. Did you mean title?"],
  ['a path as a field', '{\n\n "a": "{{keys.count}}" }', ":3: unknown field 'keys.count'. "],
  ['a field without an end', '{ "a": "{{keys}" }', ":1: the field 'keys' has no end. Write it as {{title}}."],
  ['a field in a name', '{ "{{title}}": 1 }', ":1: the field 'title' is in a name, not in a value. "],
  ['a number without quotation marks', '{\n "a": {{keys}} }', ' is not valid JSON: line 2, column 8. Put each field '],
])('webhook: a template with %s is wrong usage before anything is audited', async (_, text, message) => {
  const path = template(text)
  const { exit, err, requests } = await sendTo([ok], ['--webhook-template', path])
  expect([exit, err, requests]).toEqual([2, expect.stringContaining(`kms-audit: ${path}${message}`), []])
})

const usage = async (env: Record<string, string>, argv: readonly string[] = []): Promise<unknown[]> => {
  const { exit, err, requests } = await send(receivingWorld().world, ['webhook', ...argv], { io: sinkIo(env) })
  return [exit, err, requests.length]
}

test.each<[what: string, env: Record<string, string>, argv: string[], message: string]>([
  ['no address', {}, [], 'publish webhook requires an address. Set KMS_AUDIT_WEBHOOK_URL.'],
  [
    'an address on the command line',
    {},
    ['--webhook-url', 'https://example.com/s3cr3t'],
    '--webhook-url is a secret, which other users can read on a command line. Set KMS_AUDIT_WEBHOOK_URL.',
  ],
  [
    'an address without HTTPS',
    { KMS_AUDIT_WEBHOOK_URL: 'http://example.com/s3cr3t' },
    [],
    'KMS_AUDIT_WEBHOOK_URL does not use https, so that others could read it. Write it as https://HOST/PATH.',
  ],
  ['text that is no address', { KMS_AUDIT_WEBHOOK_URL: 's3cr3t' }, [], 'KMS_AUDIT_WEBHOOK_URL must be an https URL.'],
  [
    'a header without a value',
    { KMS_AUDIT_WEBHOOK_URL: 'https://example.com/', KMS_AUDIT_WEBHOOK_HEADER: 's3cr3t' },
    [],
    "KMS_AUDIT_WEBHOOK_HEADER must be a header such as 'Authorization: Bearer TOKEN'.",
  ],
])('webhook: %s is wrong usage, and the message has no secret', async (_, env, argv, message) => {
  expect(await usage(env, argv)).toEqual([2, `kms-audit: ${message}\n`, 0])
})
