import type { SettingsOf } from '../../cli/settings.ts'
import { destinationUrl } from '../../lib/network/destination-url.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { TicketOptions } from './ticket.ts'
import type { TicketSystem } from './ticket-systems.ts'
import type { Credentials } from './trackers/connection.ts'

/** Where tickets go. */
export interface TicketTarget {
  system: TicketSystem
  /** `Jira`, or nothing for a server of the user. */
  name: string
  url: URL
  credentials: Credentials
  /** Of Jira. */
  project: string
  type: string
  /** Of ServiceNow. */
  table: string
  /** The account ID of a person in Jira, or the `sys_id` of a group in ServiceNow. Null: the system decides. */
  assignment: string | null
}

type Settings = SettingsOf<TicketOptions>

/** Reads the settings. Throws an `AuditError` (wrong usage) for the first that is missing or cannot be used. */
export function ticketTarget(settings: Settings): TicketTarget {
  const { ticketSystem: system, ticketUrl, ticketToken: token, ticketUser: user } = settings
  if (system === null) throw missing('--ticket-system', 'Add --ticket-system jira, servicenow or generic.')
  if (ticketUrl === null) throw missing('--ticket-url', `Add --ticket-url ${EXAMPLES[system]}.`)
  const url = destinationUrl(ticketUrl, '--ticket-url')
  refuseQuery(url, system)
  if (token === null) throw missing('a token', 'Set KMS_AUDIT_TICKET_TOKEN.')
  if (system === 'jira' && settings.ticketProject === null)
    throw missing('--ticket-project', 'Add --ticket-project with the key of the Jira project, such as KMS.')
  if (system === 'jira' && user === null && url.hostname.endsWith('.atlassian.net'))
    throw missing('a user', 'Set KMS_AUDIT_TICKET_USER to the email address that the API token of Jira belongs to.')
  refuseOthers(system, settings)
  return {
    system,
    name: NAMES[system],
    url,
    credentials: credentialsOf(user, token),
    project: settings.ticketProject ?? '',
    type: settings.ticketType ?? 'Task',
    table: settings.ticketTable ?? 'incident',
    assignment: settings.ticketAssignment,
  }
}

const EXAMPLES = {
  jira: 'https://example.atlassian.net',
  servicenow: 'https://example.service-now.com',
  generic: 'with the address that takes a POST',
} as const
const NAMES = { jira: 'Jira', servicenow: 'ServiceNow', generic: 'Server' } as const

const missing = (what: string, hint: string): AuditError =>
  new AuditError('usage', `publish ticket requires ${what}.`, { hint })

/** An option of another system would have no effect. */
function refuseOthers(system: TicketSystem, settings: Settings): void {
  const wrong = [
    ['--ticket-project', settings.ticketProject, ['jira']],
    ['--ticket-type', settings.ticketType, ['jira']],
    ['--ticket-table', settings.ticketTable, ['servicenow']],
    ['--ticket-assignment', settings.ticketAssignment, ['jira', 'servicenow']],
  ] as const
  for (const [flag, value, systems] of wrong)
    if (value !== null && !(systems as readonly string[]).includes(system))
      throw new AuditError('usage', `--ticket-system ${system} does not take ${flag}.`, {
        hint: `It belongs to ${systems.join(' and ')}.`,
      })
  if (system === 'servicenow' && settings.ticketAssignment !== null && !SYS_ID.test(settings.ticketAssignment))
    throw new AuditError('usage', '--ticket-assignment takes the sys_id of a group, not its name.', {
      hint: 'A sys_id has 32 hexadecimal digits.',
    })
}

/** Jira and ServiceNow have paths of their own. Other servers can need a query, but not for a secret. */
function refuseQuery({ search, hash, searchParams }: URL, system: TicketSystem): void {
  const hint = 'Write it as https://HOST/PATH.'
  if (system !== 'generic' && search + hash !== '')
    throw new AuditError('usage', `--ticket-url of ${NAMES[system]} must end with its path.`, { hint })
  if ([...searchParams.keys()].some(name => SECRET_NAME.test(name)))
    throw new AuditError('usage', '--ticket-url contains a secret, which other users can read on a command line.', {
      hint: 'Set KMS_AUDIT_TICKET_TOKEN.',
    })
}

const SECRET_NAME = /token|key|secret|sig|pass|auth|credential/i

const SYS_ID = /^[0-9a-f]{32}$/

/** With a user, the token is a password. */
function credentialsOf(user: string | null, token: string): Credentials {
  if (user === null) return { authorization: `Bearer ${token}`, secrets: [token] }
  const basic = Buffer.from(`${user}:${token}`).toString('base64')
  return { authorization: `Basic ${basic}`, secrets: [token, basic, user] }
}
