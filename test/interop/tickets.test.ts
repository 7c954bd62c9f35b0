import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AJira, aJira } from '../sinks/ticket/a-jira.ts'
import { type AServiceNow, aServiceNow } from '../sinks/ticket/a-service-now.ts'
import { runBinary, type Outcome } from './run-binary.ts'

let jira: AJira
let now: AServiceNow
beforeEach(async () => void ([jira, now] = await Promise.all([aJira(), aServiceNow()])))
afterEach(() => Promise.all([jira.stop(), now.stop()]))

const SECRETS = { KMS_AUDIT_TICKET_TOKEN: 's3cr3t-token', KMS_AUDIT_TICKET_USER: 's3cr3t-user' }
const publish = (...argv: string[]): Promise<Outcome> =>
  runBinary(['publish', 'ticket', '--demo', '--checks', '--yes', '--debug', ...argv], SECRETS)
const created = ({ out }: Outcome): number => out.match(/: created /g)?.length ?? 0

test('tickets: the built program keeps the tickets of the sample account in Jira', async () => {
  const argv = ['--ticket-system', 'jira', '--ticket-project', 'KMS', '--ticket-url', jira.url, '--max-tickets', '100']
  const [first, second] = [await publish(...argv), await publish(...argv)]
  expect([first.exit, created(first), second.exit, second.out]).toEqual([
    first.exit,
    jira.issues.length,
    first.exit,
    'Nothing to send.\n',
  ])
  expect(jira.issues.map(({ summary }) => summary)).toContain('KMS: 5 unused keys in account 111122223333')
  expect(first.out + first.err + second.err).not.toContain('s3cr3t')
})

test('tickets: the built program keeps the tickets of the sample account in ServiceNow', async () => {
  const argv = ['--ticket-system', 'servicenow', '--ticket-url', now.url]
  const [first, second] = [await publish(...argv), await publish(...argv)]
  expect([created(first), now.incidents.length]).toEqual([20, 20 + created(second)])
  expect(new Set(now.incidents.map(({ correlation_id: id }) => id)).size).toBe(now.incidents.length)
})
