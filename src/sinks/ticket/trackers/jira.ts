import { answered, fields } from '../../../aws/answers/shape.ts'
import { isObject } from '../../../lib/json.ts'
import type { OpenTicket, Ticket, Written } from '../content/ticket.ts'
import { adfOf } from './adf.ts'
import type { Connection } from './connection.ts'
import { findIssues, PROPERTY } from './jira-search.ts'
import { cutText } from './text.ts'
import type { TicketCall, Tracker } from './tracker.ts'

/** What is set in new issues. */
export interface JiraSettings {
  /** `KMS` */
  project: string
  /** `Task` */
  type: string
  /** The account ID of the assignee. Null: Jira decides. */
  assignee: string | null
}

/** Jira allows 255 characters. */
const LONGEST_SUMMARY = 255

/**
 * Keeps tickets in a project of Jira Cloud. The label finds them again.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/
 */
export const jira = (connection: Connection, { project, type, assignee }: JiraSettings): Tracker => ({
  name: 'Jira',
  find: ids => findIssues(connection, project, ids),
  refuses: () => missingPermission(connection, project),
  create: ticket => ({
    method: 'POST',
    path: '/rest/api/3/issue',
    body: {
      fields: {
        project: { key: project },
        issuetype: { name: type },
        ...issueText(ticket),
        labels: ['kms-audit', ticket.id],
        ...(assignee === null ? {} : { assignee: { accountId: assignee } }),
      },
      properties: [propertyOf(ticket)],
    },
    isRepeatable: false,
  }),
  update: (open, ticket, comment) => [
    edit(open, { fields: issueText(ticket), properties: [propertyOf(ticket)] }),
    remark(open, comment),
  ],
  resolve: (open, written, comment) => [edit(open, { properties: [propertyOf(written)] }), remark(open, comment)],
  nameIn: answer => (isObject(answer) && typeof answer['key'] === 'string' ? answer['key'] : null),
})

const issueText = ({ title, parts }: Ticket): object => ({
  summary: cutText(title, LONGEST_SUMMARY),
  description: adfOf(parts),
})

const propertyOf = ({ state, regions }: Written): object => ({ key: PROPERTY, value: { state, regions } })

const edit = ({ key }: OpenTicket, body: object): TicketCall => ({
  method: 'PUT',
  path: `/rest/api/3/issue/${encodeURIComponent(key)}`,
  body,
  isRepeatable: true,
})

const remark = ({ key }: OpenTicket, text: string): TicketCall => ({
  method: 'POST',
  path: `/rest/api/3/issue/${encodeURIComponent(key)}/comment`,
  body: { body: adfOf([{ kind: 'paragraph', text }]) },
  isRepeatable: false,
})

/** A search finds only issues that the caller can see, so without this permission each run would make new ones. */
async function missingPermission(connection: Connection, project: string): Promise<string | null> {
  const query = new URLSearchParams({ projectKey: project, permissions: NEEDED.join(',') })
  const asked = await connection.ask(
    { method: 'GET', path: `/rest/api/3/mypermissions?${query}`, body: null, isRepeatable: true },
    answer => {
      const permissions = fields(answered(answer)['permissions'], 'permissions')
      return NEEDED.filter(name => fields(permissions[name], name)['havePermission'] !== true)
    },
  )
  if (!asked.ok) return asked.why
  return asked.value.length === 0 ? null : `the user lacks ${asked.value.join(' and ')} in project ${project}`
}

const NEEDED = ['BROWSE_PROJECTS', 'CREATE_ISSUES'] as const
