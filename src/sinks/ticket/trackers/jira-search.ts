import { answered, fields, list, optional, text, word } from '../../../aws/answers/shape.ts'
import { batches } from '../../../lib/batches.ts'
import { isObject } from '../../../lib/json.ts'
import type { OpenTicket } from '../content/ticket.ts'
import type { Connection } from './connection.ts'
import type { Found } from './tracker.ts'
import { writtenFrom } from './written.ts'

/** The property of an issue in which kms-audit keeps what it wrote. */
export const PROPERTY = 'kms-audit'
/** Labels of one query, so that it stays short. */
const LABELS_AT_ONCE = 50
const PAGE = 100
/** Pages of one query, far beyond what it can find. */
const MOST_PAGES = 100

/** An issue as a search returns it. */
interface Issue extends OpenTicket {
  id: string
  labels: readonly string[]
}

interface Page {
  issues: Issue[]
  /** Null: this is the last page. */
  next: string | null
}

/**
 * Finds the issues with these labels that are not done. The queries contain only labels that kms-audit made.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/
 */
export async function findIssues(connection: Connection, project: string, ids: readonly string[]): Promise<Found> {
  const open = new Map<string, Issue>()
  for (const some of batches(ids, LABELS_AT_ONCE)) {
    const labels = some.map(id => `"${id}"`).join(', ')
    const jql = `project = "${project}" AND labels in (${labels}) AND statusCategory != Done ORDER BY created ASC`
    const wrong = await readPages(connection, jql, issue => {
      for (const id of some) if (issue.labels.includes(id)) keepBest(open, id, issue)
    })
    if (wrong !== null) return { ok: false, why: wrong }
  }
  return { ok: true, open }
}

/** People copy issues with their labels. The one that kms-audit wrote counts, or the oldest. */
function keepBest(open: Map<string, Issue>, id: string, issue: Issue): void {
  const known = open.get(id)
  if (known === undefined || (known.written === null && issue.written !== null)) open.set(id, issue)
}

/** Reads all pages. Returns why one could not be read, or null. */
async function readPages(connection: Connection, jql: string, use: (issue: Issue) => void): Promise<string | null> {
  let token: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const more: object = token === null ? {} : { nextPageToken: token }
    const body = { jql, fields: ['labels'], properties: [PROPERTY], maxResults: PAGE, ...more }
    const call = { method: 'POST', path: '/rest/api/3/search/jql', body, isRepeatable: true } as const
    const asked = await connection.ask<Page>(call, readPage)
    if (!asked.ok) return asked.why
    asked.value.issues.forEach(use)
    if (asked.value.next === null) return null
    token = asked.value.next
  }
  return `the search has more than ${MOST_PAGES} pages`
}

function readPage(answer: unknown): Page {
  const { issues, nextPageToken, isLast } = answered(answer)
  const next = optional(word)(nextPageToken ?? undefined, 'nextPageToken') ?? null
  return { issues: list(readIssue)(issues, 'issues'), next: isLast === true ? null : next }
}

function readIssue(value: unknown, name: string): Issue {
  const issue = fields(value, name)
  const { labels } = fields(issue['fields'], `${name}.fields`)
  const properties = isObject(issue['properties']) ? issue['properties'] : {}
  const id = word(issue['id'], `${name}.id`)
  return {
    id,
    key: id,
    name: word(issue['key'], `${name}.key`),
    labels: list(text)(labels, `${name}.fields.labels`),
    written: writtenFrom(properties[PROPERTY]),
  }
}
