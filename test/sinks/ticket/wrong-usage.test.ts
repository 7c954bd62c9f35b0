import { expect, test } from 'vitest'
import { receivingWorld, send, sinkIo } from '../receiving-world.ts'

const ATLASSIAN = ['--ticket-url', 'https://example.atlassian.net']
const TOKEN = { KMS_AUDIT_TICKET_TOKEN: 's3cr3t-token' }
const USER = { KMS_AUDIT_TICKET_USER: 's3cr3t-user' }
const SERVICE_NOW = ['--ticket-url', 'https://example.service-now.com']

test.each<[argv: string[], env: Record<string, string>, message: string]>([
  [[], {}, 'publish ticket requires --ticket-system. Add --ticket-system jira, servicenow or generic.'],
  [
    ['--ticket-system', 'jira'],
    {},
    'publish ticket requires --ticket-url. Add --ticket-url https://example.atlassian.net.',
  ],
  [['--ticket-system', 'jira', ...ATLASSIAN], {}, 'publish ticket requires a token. Set KMS_AUDIT_TICKET_TOKEN.'],
  [
    ['--ticket-system', 'jira', ...ATLASSIAN],
    TOKEN,
    'publish ticket requires --ticket-project. Add --ticket-project with the key of the Jira project, such as KMS.',
  ],
  [
    ['--ticket-system', 'jira', '--ticket-project', 'KMS', ...ATLASSIAN],
    TOKEN,
    'publish ticket requires a user. Set KMS_AUDIT_TICKET_USER to the email address that the API token of Jira belongs to.',
  ],
  [
    ['--ticket-system', 'jira', '--ticket-project', 'KMS" OR x = "', ...ATLASSIAN],
    { ...TOKEN, ...USER },
    `--ticket-project takes the key of a Jira project, such as KMS, not 'KMS" OR x = "'.`,
  ],
  [
    ['--ticket-system', 'servicenow', '--ticket-url', 'http://example.service-now.com'],
    TOKEN,
    '--ticket-url does not use https, so that others could read it. Write it as https://HOST/PATH.',
  ],
  [
    ['--ticket-system', 'generic', '--ticket-url', 'https://tickets.example.com/new?api_key=s3cr3t'],
    TOKEN,
    '--ticket-url contains a secret, which other users can read on a command line. Set KMS_AUDIT_TICKET_TOKEN.',
  ],
  [
    ['--ticket-system', 'jira', '--ticket-url', 'https://example.atlassian.net/browse/KMS-1?filter=2'],
    TOKEN,
    '--ticket-url of Jira must end with its path. Write it as https://HOST/PATH.',
  ],
  [
    ['--ticket-system', 'servicenow', '--ticket-project', 'KMS', ...SERVICE_NOW],
    TOKEN,
    '--ticket-system servicenow does not take --ticket-project. It belongs to jira.',
  ],
  [
    ['--ticket-system', 'servicenow', '--ticket-assignment', 'Security', ...SERVICE_NOW],
    TOKEN,
    '--ticket-assignment takes the sys_id of a group, not its name. A sys_id has 32 hexadecimal digits.',
  ],
])('ticket: %j is wrong usage before anything is audited', async (argv, env, message) => {
  const { exit, err, requests } = await send(receivingWorld().world, ['ticket', ...argv], { io: sinkIo(env) })
  expect([exit, err, requests]).toEqual([2, `kms-audit: ${message}\n`, []])
})

test.each(['--ticket-token', '--ticket-user'])('ticket: %s on the command line is wrong usage', async flag => {
  const { exit, err, requests } = await send(receivingWorld().world, ['ticket', flag, 's3cr3t'])
  expect([exit, requests]).toEqual([2, []])
  expect(err).not.toContain('s3cr3t')
})
