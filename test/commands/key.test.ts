import { textOf } from '../body-text.ts'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/model/time.ts'
import { brokenTrailEvents, htmlPage } from '../../src/simulation/faults/faults.ts'
import type { SimulatedCall } from '../../src/simulation/wire/call.ts'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import { simKey, type SimKey } from '../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import { ACCOUNT, arn, aWorld, id, NOW } from '../simulation/services/clients.ts'
import { FAST, run, type Run } from '../run.ts'
import { memoryIo } from '../memory-io.ts'
import { sampleWorld } from '../../src/simulation/sample/sample-account.ts'

const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/app/i-1`
const ADMIN = `arn:aws:sts::${ACCOUNT}:assumed-role/KeyAdmin/alice`

const quiet = (more: Partial<SimKey> = {}): SimKey =>
  simKey({
    id: id(1),
    aliases: ['alias/orders'],
    uses: [{ operation: 'Decrypt', at: NOW - 3 * HOUR, by: SESSION }],
    noise: [{ operation: 'DisableKeyRotation', at: NOW - 9 * DAY, by: ADMIN }],
    ...more,
  })

const busy = (): SimKey =>
  quiet({ uses: [{ operation: 'Decrypt', at: NOW - 20 * MINUTE, count: 400_000, over: 30 * DAY, by: SESSION }] })

const lookups = ({ requests }: Run): string[] =>
  requests.flatMap(({ body }) => /"AttributeKey":"(\w+)"/.exec(textOf(body))?.[1] ?? [])

const twoRegions = (one: SimKey, other: SimKey): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [simAccount({ id: ACCOUNT, regions: { 'us-east-1': { keys: [one] }, 'eu-west-1': { keys: [other] } } })],
})

describe.concurrent('key', () => {
  test('key: one screen has the last user, the callers, the changes and what to do', async () => {
    const { out, err, exit } = await run(['key', 'orders'], aWorld([quiet()]))
    expect({ err, exit }).toEqual({ err: '', exit: 0 })
    for (const line of [
      'In use. Decrypt by app/i-1 at 2026-11-20 11:30 UTC, from kms.',
      '  Role        arn:aws:iam::111122223333:role/app',
      '  role/app      1  Decrypt 1   2026-11-20 11:30',
      '  2026-11-11 14:30  DisableKeyRotation  KeyAdmin/alice',
      '  Administer  account 111122223333, as its IAM policies allow',
    ])
      expect(out).toContain(`${line}\n`)
  })

  test('key: a quiet key needs one page of events, and no lookup by name', async () => {
    const result = await run(['key', 'orders', '-o', 'json'], aWorld([quiet()]))
    expect(lookups(result).toSorted()).toEqual(['EventId', 'ResourceName'])
    expect(result.key(id(1)).activity).toMatchObject({ events: 2, management_unread: [] })
    expect(result.key(id(1)).activity).not.toHaveProperty('why')
  })

  test('key: the changes of a busy key are looked up by name, and the callers are said to be a part', async () => {
    const result = await run(['key', 'orders'], aWorld([busy()]))
    expect(lookups(result).filter(name => name === 'ResourceName')).toHaveLength(2)
    expect(lookups(result)).toContain('EventName')
    expect(result.out).toContain('DisableKeyRotation')
    expect(result.out).toContain('Only 100 events, from')
    expect(result.out).toContain('Other callers may be missing.')
  })

  test('key: the time of the callers of a busy key begins before it ends, and includes the last call', async () => {
    const by = SESSION
    const uses = [{ operation: 'Decrypt', at: NOW - 5 * MINUTE, count: 400_000, over: DAY, by }]
    const { activity } = (await run(['key', 'orders', '-o', 'json'], aWorld([quiet({ uses })]))).key(id(1))
    const [caller] = activity?.callers ?? []
    expect(caller?.last_at).toBe('2026-11-20T14:25:00Z')
    expect([activity?.since, caller?.last_at].map(at => String(at) <= String(activity?.until))).toEqual([true, true])
  })

  test('key: before the last use, KMS shows some uses only', async () => {
    const { out } = await run(['key', 'orders'], aWorld([quiet({ createdAt: NOW - 400 * DAY })]))
    expect(out).toMatch(/^  kms +\.+\*$/m)
    expect(out.replace(/\s+/g, ' ')).toContain('. shows some uses only')
  })

  test('key: next comes directly after the use', async () => {
    const { out } = await run(['key', 'orders'], aWorld([quiet()]))
    expect(out.match(/^[A-Z]\S.*$/gm)?.slice(1, 4)).toEqual(['Key', 'Use', 'Next'])
  })

  test('key: the command for the missing permissions is shown only if a call was denied', async () => {
    const command = `    kms-audit permissions key ${arn(1)}\n`
    const denied = await run(['key', 'orders'], aWorld([quiet()]), {
      faults: [deniedByIdentityPolicy({ operation: 'LookupEvents' })],
    })
    expect(denied.out).toContain(command)
    const broken = await run(['key', 'orders'], aWorld([quiet()]), { faults: [htmlPage({ service: 'cloudtrail' })] })
    expect(broken.out).toContain('Not read\n')
    expect(broken.out).not.toContain('kms-audit permissions')
  })

  test('key: an ARN sets the Region, and no other key is listed or described', async () => {
    const io = memoryIo({ env: { KMS_AUDIT_MAX_RATE: FAST.KMS_AUDIT_MAX_RATE } })
    const { aws, exit, err } = await run(['key', arn(1)], aWorld([quiet(), simKey({ id: id(2) })]), { io })
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(aws.calls).not.toHaveProperty('kms:ListKeys')
    expect(aws.calls).toMatchObject({ 'kms:DescribeKey': 1, 'kms:ListAliases': 1 })
  })

  test('key: an alias is found in the list of aliases, and none is described', async () => {
    const { aws, requests } = await run(['key', 'alias/orders'], aWorld([quiet(), simKey({ id: id(2) })]))
    expect(aws.calls).not.toHaveProperty('kms:ListKeys')
    expect(aws.calls).toMatchObject({ 'kms:DescribeKey': 1 })
    expect(requests.some(({ body }) => textOf(body).includes('"KeyId":"alias/'))).toBe(false)
  })

  test.each([
    ['an alias without alias/', 'orders'],
    ['the first characters of an id', '1111'],
    ['an alias that looks like the beginning of an id', 'cafe'],
    ['an alias that is too short for an id', 'db'],
    ['an id', id(1)],
  ])('key: %s names the key', async (_, name) => {
    const aliases = ['alias/orders', 'alias/cafe', 'alias/db']
    const { exit, out } = await run(['key', name], aWorld([quiet({ aliases })]))
    expect(exit).toBe(0)
    expect(out).toContain(id(1))
  })

  test.each([
    ['ordres', /^kms-audit: No key in us-east-1 matches 'ordres'\. Did you mean alias\/orders\?\n$/],
    [
      id(1).replace(/1$/, '9'),
      /matches '11111111-2222-4333-8444-000000000009'\. Did you mean 11111111-2222-4333-8444-000000000001 or /,
    ],
    ['1111', /'1111' matches 2 keys: arn:aws:kms:us-east-1:111122223333:key\/.*1, .*2\. Give the ARN/],
  ])('key: %s names no key or several, and the near ones are named', async (name, message) => {
    const { exit, out, err } = await run(['key', name], aWorld([quiet(), simKey({ id: id(2) })]))
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toMatch(message)
  })

  test('key: an alias of two Regions names both keys', async () => {
    const { exit, err } = await run(['key', 'orders', '-r', 'all'], twoRegions(quiet(), quiet({ id: id(2) })))
    expect(exit).toBe(2)
    expect(err).toContain(`${arn(2, 'eu-west-1')}, ${arn(1)}`)
  })

  test('key: without a Region, it says what to do', async () => {
    const { exit, err } = await run(['key', 'orders'], aWorld([quiet()]), { io: memoryIo({ env: {} }) })
    expect(exit).toBe(2)
    expect(err).toContain('Region')
    expect(err.split('\n')).toHaveLength(2)
  })

  test('key: without CloudTrail, the last user, the callers and the changes say why they are not known', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'LookupEvents' })]
    const { out, exit } = await run(['key', 'orders'], aWorld([quiet()]), { faults })
    expect(exit).toBe(0)
    for (const title of ['Last user', 'Callers', 'Changes', 'Not read'])
      expect(out).toMatch(new RegExp(`^${title}\\n(  .*\\n)*?  .*(not authorized|LookupEvents)`, 'm'))
    const strict = await run(['key', 'orders', '--strict'], aWorld([quiet()]), { faults })
    expect(strict.exit).toBe(4)
  })

  test.each([
    ['KMS', { service: 'kms', when: ({ operation }: SimulatedCall) => operation !== 'ListAliases' }],
    ['CloudTrail', { service: 'cloudtrail' }],
    ['CloudWatch', { service: 'cloudwatch' }],
  ])('key: when %s answers with pages of HTML, the screen says what is not known', async (_, match) => {
    const { out, exit } = await run(['key', 'orders'], aWorld([busy()]), { faults: [htmlPage(match)] })
    expect(out).toMatch(/^Not read$/m)
    expect(exit).toBe(match.service === 'kms' ? 4 : 0)
    expect(out).not.toMatch(/undefined|null|NaN|Invalid/)
  })

  test('key: events that cannot be read are counted, and are no silence', async () => {
    const { out } = await run(['key', 'orders'], aWorld([quiet()]), { faults: [brokenTrailEvents()] })
    expect(out).toMatch(/2\s+events\s+could\s+not\s+be\s+read/)
    expect(out).toContain('No call that could be read used the key.')
    expect(out).toMatch(/No\s+change\s+in\s+what\s+could\s+be\s+read/)
  })

  test.each(['table', 'json', 'markdown'])('key: --from of its JSON is the same %s, byte for byte', async format => {
    const world = aWorld([busy()])
    const live = await run(['key', 'orders', '-o', format], world)
    const saved = await run(['key', 'orders', '-o', 'json'], world)
    const path = join(mkdtempSync(join(tmpdir(), 'kms-audit-')), 'key.json')
    writeFileSync(path, saved.out)
    const again = await run(['key', 'orders', '--from', path, '-o', format], aWorld([]))
    expect(again.out).toBe(live.out)
    expect(again.aws.calls).toEqual({})
  })

  test('key: a report of an audit shows what it contains, and how to get the rest', async () => {
    const { out } = await run(['-o', 'json'], aWorld([quiet(), simKey({ id: id(2) })]))
    const shown = await run(['key', 'orders', '--from', '-'], aWorld([]), { io: memoryIo({ stdin: out }) })
    expect(shown.exit).toBe(0)
    expect(shown.out).toContain('This report does not contain the callers.')
    expect(shown.out).toContain(`Read what this report does not contain:\n    kms-audit key ${arn(1)}\n`)
  })

  test('key: texts of the account cannot act on the terminal', async () => {
    const evil = 'a\u001b[31mred\u202e\nnext'
    const world = aWorld([
      quiet({
        description: evil,
        tags: { [evil]: evil },
        uses: [{ operation: 'Decrypt', at: NOW - HOUR * 3, by: SESSION, encryptionContext: { [evil]: evil } }],
      }),
    ])
    for (const format of ['table', 'markdown']) {
      const { out } = await run(['key', 'orders', '-o', format], world)
      // eslint-disable-next-line no-control-regex
      expect(out).not.toMatch(/[\u001b\u202e]/)
      expect(out).toContain('\\u{1b}')
    }
  })
})

describe.concurrent('key of the sample account', () => {
  const sample = ['key', 'orders', '-r', 'us-east-1']

  test.each([60, 80, 120])('key of the sample account: no line but commands is over %i columns', async columns => {
    const io = memoryIo({ tty: true, columns, env: { ...FAST, NO_COLOR: '1', LANG: 'C.UTF-8' } })
    const { out } = await run([...sample, '--no-progress'], sampleWorld(NOW), { io })
    const isCommand = /^ {4}(?!arn:)/
    expect(out.split('\n').filter(line => [...line].length >= columns && !isCommand.test(line))).toEqual([])
    expect(out).toContain('●')
  })

  test('key of the sample account: the headline says why the use of a key of a family is not known', async () => {
    const { out } = await run(['key', 'documents', '-r', 'us-east-1'], sampleWorld(NOW))
    expect(out.replace(/\s+/g, ' ')).toContain('Use not known: related keys in other Regions were not read. Not used')
  })

  test('key of the sample account: calls that failed name their operation and the error', async () => {
    const { out } = await run(['key', 'billing-exports', '-r', 'us-east-1'], sampleWorld(NOW))
    expect(out).toContain('Decrypt 5 failed')
    expect(out).toContain('(KMSInvalidStateException)')
    expect(out).not.toContain('KMSInvalidStateException 5')
  })

  test('key of the sample account: piped, it is ASCII, and has the callers, their data and the changes', async () => {
    const { out, err } = await run(sample, sampleWorld(NOW))
    expect(err).toBe('')
    expect(out).toMatch(/^[ -~\n]*$/)
    expect(out).not.toContain('Never')
    expect(out).toContain('aws:dynamodb:tableName=orders')
    expect(out).toMatch(/CreateGrant to.*\n? *role\/orders-export/)
  })
})
