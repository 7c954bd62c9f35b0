import { afterEach, expect, test } from 'vitest'
import { httpSender } from '../../../src/lib/network/http/sender.ts'
import { planTickets } from '../../../src/sinks/ticket/plan-tickets.ts'
import { aFinding } from '../../formats/a-finding.ts'
import { aReport } from '../../formats/a-report.ts'
import { aDestination, type Destination, inTurn, type Reaction } from '../a-destination.ts'
import { GENERIC, sendTickets, unrotated } from './send-tickets.ts'

const open: Destination[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop()
})

async function aServer(...reactions: Reaction[]): Promise<Destination> {
  const server = await aDestination(inTurn(...reactions))
  open.push(server)
  return server
}

const NO_USER = { KMS_AUDIT_TICKET_TOKEN: 's3cr3t-token' }

test('ticket generic: the server gets four fields, a token, and a key that stays the same', async () => {
  const server = await aServer({ status: 201 })
  const keys = [unrotated(2)]
  const { exit, err } = await sendTickets(`${server.url}/tickets`, GENERIC, { keys, env: NO_USER })
  await sendTickets(`${server.url}/tickets`, GENERIC, { keys, env: NO_USER })
  await sendTickets(`${server.url}/tickets`, GENERIC, { keys: [...keys, unrotated(3)], env: NO_USER })
  const [one, same, changed] = server.received
  expect([exit, one?.method, one?.path]).toEqual([0, 'POST', '/tickets'])
  expect(one?.headers).toMatchObject({ authorization: 'Bearer s3cr3t-token', 'content-type': 'application/json' })
  expect(JSON.parse(one?.body ?? '')).toEqual({
    title: 'KMS: 1 finding of rotation-off in account 111122223333',
    description: expect.stringContaining('- alias/key-2 ('),
    priority: 'medium',
    category: 'security',
  })
  expect(one?.headers['idempotency-key']).toMatch(/^kms-audit-[0-9a-f]{16}-[0-9a-f]{16}$/)
  expect(same?.headers['idempotency-key']).toBe(one?.headers['idempotency-key'])
  expect(changed?.headers['idempotency-key']).not.toBe(one?.headers['idempotency-key'])
  expect(err).toContain('The server cannot be asked for open tickets: each run sends all of them')
})

test('ticket generic: a server that answers 500 gets the ticket again with the same key', async () => {
  const server = await aServer({ status: 500 }, 'reset', { status: 200 })
  const { exit } = await sendTickets(server.url, GENERIC, { keys: [unrotated(2)] })
  const keys = server.received.map(({ headers }) => headers['idempotency-key'])
  expect([exit, keys.length, new Set(keys).size]).toEqual([0, 3, 1])
})

test('ticket generic: a server that hangs gets no more tickets', async () => {
  const server = await aServer('hang')
  const http = httpSender({
    env: {},
    signal: new AbortController().signal,
    now: () => 0,
    timeout: 20,
    patience: 0.001,
    debug: () => {},
  })
  const settings = {
    ticketSystem: 'generic',
    ticketUrl: server.url,
    ticketToken: 's3cr3t-token',
    ticketPer: 'check',
    maxTickets: 20,
  } as const
  const plan = await planTickets({
    report: aReport({ findings: [aFinding(), aFinding({ check: 'rotation-off' })] }),
    changes: null,
    settings: { ...NOTHING_ELSE, ...settings },
    minSeverity: null,
    regions: null,
    signal: new AbortController().signal,
    showProgress: () => {},
    render: () => Promise.resolve([]),
    http,
  })
  const errors: string[] = []
  const sent = await plan.send(line => void errors.push(line))
  http.close()
  expect([sent.accepted, errors]).toEqual([
    0,
    [expect.stringMatching(/: a ticket was not created .*: no response within/), expect.stringContaining('not sent.')],
  ])
})

const NOTHING_ELSE = {
  ticketUser: null,
  ticketProject: null,
  ticketType: null,
  ticketTable: null,
  ticketAssignment: null,
}
