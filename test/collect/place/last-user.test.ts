import { textOf } from '../../body-text.ts'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import { brokenTrailEvents, htmlPage, missingField } from '../../../src/simulation/faults/faults.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { arn, aWorld, id } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { run, type Run } from '../../run.ts'
import { readCsv } from '../../formats/read-csv.ts'
import { busy, quiet, used } from '../two-keys.ts'

const json = ['--who', '-o', 'json']
const SESSION = 'arn:aws:sts::111122223333:assumed-role/orders-api/i-0abc'

const lookedUp = (requests: Run['requests']): string[] =>
  requests.flatMap(({ body }) => /"AttributeKey":"EventId","AttributeValue":"([^"]+)"/.exec(textOf(body))?.[1] ?? [])

describe.concurrent('--who', () => {
  test('--who: the last user has its role, session, address and encryption context', async () => {
    const context = { 'aws:s3:arn': 'arn:aws:s3:::orders' }
    const key1 = simKey({ id: id(1), uses: [{ ...used(2 * HOUR), by: SESSION, encryptionContext: context }] })
    const { key, exit, err } = await run(json, aWorld([key1]))
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(key(id(1)).last_user).toMatchObject({
      status: 'known',
      event_id: key(id(1)).usage?.event_id,
      event_time: key(id(1)).usage?.last_used_at,
      operation: 'Decrypt',
      principal: SESSION,
      principal_type: 'AssumedRole',
      session_name: 'i-0abc',
      issuer: 'arn:aws:iam::111122223333:role/orders-api',
      service: null,
      source_address: '192.0.2.10',
      encryption_context: context,
    })
  })

  test('--who: a use by the caller of the audit, or by another run of kms-audit, is labelled', async () => {
    const auditor = 'arn:aws:sts::111122223333:assumed-role/KeyAuditor/nightly'
    const own = simKey({ id: id(1), uses: [{ ...used(2 * HOUR), by: auditor }] })
    const other = simKey({ id: id(2), uses: [{ ...used(2 * HOUR), by: SESSION }] })
    const world = aWorld([own, other])
    const accounts = world.accounts.map(account => ({ ...account, callerArn: auditor }))
    const { key } = await run(json, { ...world, accounts })
    expect(key(id(1)).last_user).toMatchObject({ status: 'known', by_auditor: true })
    expect(key(id(2)).last_user).not.toHaveProperty('by_auditor')
    const { out } = await run(['--who', '--columns', 'last-user'], { ...world, accounts })
    expect(out).toContain('KeyAuditor/nightly (caller of this audit)')
  })

  test('--who: a service that calls for itself is named as the service', async () => {
    const key1 = simKey({ id: id(1), uses: [{ ...used(HOUR * 3), by: 's3.amazonaws.com' }] })
    const { key } = await run(json, aWorld([key1]))
    expect(key(id(1)).last_user).toMatchObject({ status: 'known', principal: null, service: 's3.amazonaws.com' })
  })

  test('--who: one lookup by event id for each use, and none for keys without one in 90 days', async () => {
    const old = simKey({ id: id(3), uses: [used(100 * DAY)] })
    const { key, requests } = await run(json, aWorld([busy, quiet, old]))
    expect(lookedUp(requests)).toEqual([key(id(1)).usage?.event_id])
    expect(key(id(2)).last_user).toEqual({
      status: 'unknown',
      why: 'no use recorded since 2026-04-23; earlier use is unknown',
    })
    expect(key(id(3)).last_user).toEqual({
      status: 'unknown',
      why: 'older than the 90 days of CloudTrail event history',
    })
  })

  test('--who: unused keys are looked up before keys in use', async () => {
    const stale = Array.from({ length: 4 }, (_, n) => simKey({ id: id(n + 11), uses: [used((40 + n) * DAY)] }))
    const inUse = Array.from({ length: 12 }, (_, n) => simKey({ id: id(n + 21), uses: [used((2 + n) * HOUR)] }))
    const io = memoryIo({
      env: { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'LookupEvents=4,GetKeyLastUsage=500' },
    })
    const { report, requests } = await run(
      [...json, '--unused-days', '30', '--source', 'kms', '--no-requests'],
      aWorld([...inUse, ...stale]),
      { io },
    )
    const unused = new Set(
      report()
        .keys.filter(({ disposition }) => disposition === 'stale')
        .map(({ usage }) => usage?.event_id),
    )
    const order = lookedUp(requests).map(event => unused.has(event))
    // Lookups that were sent before the unused keys were known cannot be called back.
    expect(order.lastIndexOf(true)).toBeLessThan(order.length - 4)
    expect(order.filter(Boolean)).toHaveLength(4)
  })

  test('--who: without permission the last user is unknown, and says why', async () => {
    const { key, report } = await run(json, aWorld([busy]), {
      faults: [deniedByIdentityPolicy({ operation: 'LookupEvents' })],
    })
    expect(key(id(1)).last_user).toMatchObject({
      status: 'unknown',
      why: expect.stringMatching(/LookupEvents: .*not authorized/),
    })
    expect(report().gaps).toMatchObject([{ operation: 'cloudtrail:LookupEvents', reason: 'denied' }])
  })

  test('--who: an event about another key does not name the last user', async () => {
    const effect = {
      kind: 'change',
      change: (body: string) => body.replaceAll(arn(1), arn(7)),
    } as const
    const { key } = await run([...json, '--source', 'kms'], aWorld([busy]), {
      faults: [{ operation: 'LookupEvents', effect }],
    })
    expect(key(id(1)).last_user).toMatchObject({
      status: 'unknown',
      why: expect.stringContaining('does not name the key'),
    })
  })

  test('--who: an event that CloudTrail does not have yet is said to be on its way', async () => {
    const fresh = simKey({ id: id(1), uses: [used(6 * MINUTE)] })
    const world = { ...aWorld([fresh]), delays: { lastUsage: 0, trail: 10 * MINUTE } }
    const { key } = await run([...json, '--source', 'kms'], world)
    expect(key(id(1)).last_user).toMatchObject({ status: 'unknown', why: expect.stringContaining('within 15 minutes') })
  })

  test('--who: an event whose id cannot be read is no proof that there is no event', async () => {
    const effect = {
      kind: 'change',
      change: (body: string) => body.replace(/"EventId":"[^"]*"/, '"EventId":7'),
    } as const
    const { key, report } = await run([...json, '--source', 'kms'], aWorld([busy]), {
      faults: [{ operation: 'LookupEvents', effect }],
    })
    expect(key(id(1)).last_user).toMatchObject({ status: 'unknown', why: expect.stringContaining('another event') })
    expect(report().gaps).toMatchObject([{ operation: 'cloudtrail:LookupEvents', reason: 'malformed' }])
  })

  test.each([
    ['a page of HTML', htmlPage({ operation: 'LookupEvents' })],
    ['events without records', brokenTrailEvents({ operation: 'LookupEvents' })],
    ['an answer without its events', missingField('Events', { operation: 'LookupEvents' })],
  ])('--who: with %s, the last user is unknown and has a reason', async (_, fault) => {
    const { key } = await run([...json, '--source', 'kms'], aWorld([busy]), { faults: [fault] })
    expect(key(id(1)).last_user?.status).toBe('unknown')
    expect(key(id(1)).last_user?.why).toMatch(/\w{3}/)
  })

  test('--who: a use that only CloudWatch shows has no event', async () => {
    const { key } = await run([...json, '--source', 'cloudwatch'], aWorld([busy]))
    expect(key(id(1)).last_user).toEqual({
      status: 'unknown',
      why: 'cloudwatch shows the use, but not its CloudTrail event',
    })
  })

  test('--who: the column of the CSV has the whole ARN, or why it is not known', async () => {
    const key1 = simKey({ id: id(1), uses: [{ ...used(2 * HOUR), by: SESSION }] })
    const { out } = await run(['--who', '-o', 'csv'], aWorld([key1, quiet]))
    const [head = [], ...rows] = readCsv(out)
    const column = head.indexOf('LastUser')
    expect(rows.map(row => row[column])).toEqual([
      SESSION,
      'Unknown: no use recorded since 2026-04-23; earlier use is unknown',
    ])
  })

  test('--who: the table shows it on a terminal of 80 columns', async () => {
    const key1 = simKey({ id: id(1), aliases: ['alias/orders'], uses: [{ ...used(2 * HOUR), by: SESSION }] })
    const io = memoryIo({
      tty: true,
      env: { AWS_REGION: 'us-east-1', NO_COLOR: '1', KMS_AUDIT_MAX_RATE: 'LookupEvents=200' },
    })
    const { out } = await run(['--who', '--no-progress'], aWorld([key1]), { io })
    expect(out).toContain('Last User')
    expect(out).toContain('orders-api/i-0abc')
    expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThan(80)
  })

  test('--who: the estimate counts a lookup for each key', async () => {
    const { out } = await run(['--who', '--estimate', '--source', 'kms'], aWorld([busy, quiet]))
    expect(out).toMatch(/cloudtrail:LookupEvents +2\n/)
  })

  test('--who: without a source of last use it is refused', async () => {
    const { exit, err } = await run(['--who', '--source', 'none'], aWorld([busy]))
    expect(exit).toBe(2)
    expect(err).toBe('kms-audit: --who has no effect with --source none. Remove --source none.\n')
  })

  test('--who: a saved report shows the same last users', async () => {
    const { out } = await run(json, aWorld([busy]))
    const io = memoryIo({ stdin: out })
    const again = await run(['--from', '-', '-o', 'json'], aWorld([]), { io })
    expect(again.out).toBe(out)
  })
})
