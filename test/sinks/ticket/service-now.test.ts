import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AServiceNow, aServiceNow } from './a-service-now.ts'
import { fine, SERVICE_NOW, sendTickets, unrotated } from './send-tickets.ts'

let now: AServiceNow
beforeEach(async () => void (now = await aServiceNow()))
afterEach(() => now.stop())

const publish = (keys = [fine(1), unrotated(2)], argv: readonly string[] = []) =>
  sendTickets(now.url, [...SERVICE_NOW, ...argv], { keys })

test('ticket servicenow: a failing check becomes an incident', async () => {
  const group = 'a'.repeat(32)
  const { exit, out } = await publish(undefined, ['--ticket-assignment', group])
  expect([exit, out]).toEqual([0, expect.stringMatching(/: created INC0000001: KMS: 1 finding of rotation-off in/)])
  expect(now.incidents).toMatchObject([
    {
      short_description: 'KMS: 1 finding of rotation-off in account 111122223333',
      correlation_id: expect.stringMatching(/^kms-audit-[0-9a-f]{16}$/),
      correlation_display: expect.stringMatching(/^[0-9a-f]{16} us-east-1$/),
      assignment_group: group,
    },
  ])
})

test('ticket servicenow: runs keep one incident, and note what changed', async () => {
  await publish()
  expect((await publish()).out).toBe('Nothing to send.\n')
  await publish([unrotated(1), unrotated(2)])
  await publish([fine(1), fine(2)])
  await publish([fine(1), fine(2)])
  expect(now.incidents.map(({ short_description }) => short_description)).toEqual([
    'KMS: 2 findings of rotation-off in account 111122223333',
  ])
  expect(now.notes).toEqual([
    'INC0000001: kms-audit found something else than before. The description says what is true now.',
    expect.stringMatching(/^INC0000001: kms-audit did not find these problems any more\./),
  ])
})

test('ticket servicenow: an incident that people closed is not used again', async () => {
  await publish()
  for (const incident of now.incidents) incident['active'] = 'false'
  await publish()
  expect(now.incidents.map(incident => incident['active'])).toEqual(['false', 'true'])
})

test('ticket servicenow: many problems fit into the fields', async () => {
  const keys = Array.from({ length: 60 }, (_, number) => unrotated(number, { aliases: [`alias/${'k'.repeat(240)}`] }))
  const { exit } = await publish(keys)
  expect([exit, now.incidents[0]?.['description']]).toEqual([0, expect.stringMatching(/\n- and \d+ more\n\n.*As of /s)])
})

test('ticket servicenow: a table that ignores the query makes no incident', async () => {
  now.ignoresQuery = true
  now.incidents.push({ sys_id: 'b'.repeat(32), number: 'INC1', active: 'true' })
  const { exit, err } = await publish()
  expect([exit, now.incidents.length]).toEqual([3, 1])
  expect(err).toContain('it has records of others: the table does not extend Task')
})
