import { choice, textLike, wholeNumber } from '../../cli/kinds/kind.ts'
import { option } from '../../cli/option.ts'
import type { Sink } from '../sink.ts'
import { TICKET_SCOPES, TICKET_SYSTEMS } from './ticket-systems.ts'

/** No control characters, which a header cannot contain. */
const PRINTABLE = /^[!-~]([ -~]*[!-~])?$/

const options = {
  ticketSystem: option({
    flags: '--ticket-system <system>',
    group: 'Publish',
    help: 'With ticket: jira (Jira Cloud), servicenow, or generic (your own server)',
    kind: choice(TICKET_SYSTEMS),
    fallback: null,
  }),
  ticketUrl: option({
    flags: '--ticket-url <url>',
    group: 'Publish',
    help: 'With ticket: the address of the system, such as https://example.atlassian.net',
    kind: textLike('an https URL', /^https?:\/\/\S+$/i),
    fallback: null,
    alsoCalled: ['jira-url', 'servicenow-url', 'servicenow-instance'],
  }),
  ticketUser: option({
    flags: '--ticket-user <name>',
    group: 'Publish',
    help: 'With ticket: the user whose API token or password KMS_AUDIT_TICKET_TOKEN is; without it, the token is a bearer token; set only here, as it is a secret',
    kind: textLike('a name without spaces at its ends', PRINTABLE),
    fallback: null,
    secret: true,
    inConfig: 'never',
    alsoCalled: ['jira-user', 'jira-email'],
  }),
  ticketToken: option({
    flags: '--ticket-token <token>',
    group: 'Publish',
    help: 'With ticket: the API token, password or bearer token; set only here, as it is a secret',
    kind: textLike('a token without spaces at its ends', PRINTABLE),
    fallback: null,
    secret: true,
    inConfig: 'never',
    alsoCalled: ['jira-token', 'jira-api-token', 'servicenow-password'],
  }),
  ticketProject: option({
    flags: '--ticket-project <key>',
    group: 'Publish',
    help: 'With ticket and jira: the key of the project',
    kind: textLike('the key of a Jira project, such as KMS', /^[A-Z][A-Z0-9_]{0,254}$/),
    fallback: null,
    alsoCalled: ['jira-project'],
  }),
  ticketType: option({
    flags: '--ticket-type <name>',
    group: 'Publish',
    help: 'With ticket and jira: the type of new issues (default: Task)',
    kind: textLike('the name of an issue type', /^\S(.{0,58}\S)?$/u),
    fallback: null,
    alsoCalled: ['issue-type'],
  }),
  ticketTable: option({
    flags: '--ticket-table <name>',
    group: 'Publish',
    help: 'With ticket and servicenow: the table, which must extend Task (default: incident)',
    kind: textLike('the name of a table, such as incident', /^[a-z][a-z0-9_]{0,79}$/),
    fallback: null,
  }),
  ticketAssignment: option({
    flags: '--ticket-assignment <id>',
    group: 'Publish',
    help: 'With ticket: who gets new tickets: the account ID of a person in Jira, or the sys_id of a group in ServiceNow',
    kind: textLike('an ID', /^[\w:-]{1,128}$/),
    fallback: null,
    alsoCalled: ['assignee', 'assignment-group'],
  }),
  ticketPer: option({
    flags: '--ticket-per <what>',
    group: 'Publish',
    help: 'With ticket: one ticket for each check of an account, or for each account: check, account (default: check)',
    kind: choice(TICKET_SCOPES),
    fallback: 'check',
  }),
  maxTickets: option({
    flags: '--max-tickets <n>',
    group: 'Publish',
    help: 'With ticket: make at most so many new tickets in a run, the most severe first (default: 20)',
    kind: wholeNumber({ min: 0, max: 1000 }),
    fallback: 20,
  }),
}

export type TicketOptions = typeof options

/** Keeps one open ticket for each subject. */
export const ticket: Sink<TicketOptions> = {
  id: 'ticket',
  name: 'a ticket system',
  title:
    'One open ticket for the unused keys and for each failing check of an account, in Jira Cloud, ServiceNow or your own system',
  takes: 'report',
  needs: 'network',
  options,
  operations: [],
  examples: [
    {
      what: 'Keep tickets about failing checks in Jira',
      command: 'kms-audit publish ticket --checks --ticket-system jira',
    },
  ],
  async check(settings) {
    const { ticketTarget } = await import('./target.ts')
    ticketTarget(settings)
  },
  async plan(delivery) {
    const { planTickets } = await import('./plan-tickets.ts')
    return planTickets(delivery)
  },
}
