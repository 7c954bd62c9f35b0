import { aDestination, type Destination, type Reaction, type Received } from '../a-destination.ts'

/** An issue as this Jira keeps it. */
export interface JiraIssue {
  id: string
  key: string
  summary: string
  description: unknown
  labels: string[]
  assignee: string | null
  properties: Record<string, unknown>
  comments: unknown[]
  isDone: boolean
}

/** A Jira Cloud on this machine, with what it keeps. */
export interface AJira extends Destination {
  issues: JiraIssue[]
  /** Answers a request in its place, if it returns something. */
  react: (request: Received) => Reaction | undefined
  /** Issues of one page of a search. */
  pageSize: number
  permissions: string[]
}

interface SearchBody {
  jql: string
  fields: string[]
  properties: string[]
  nextPageToken?: string
}
interface IssueBody {
  fields?: {
    summary: string
    description: Node
    project?: { key: string }
    issuetype?: { name: string }
    labels?: string[]
    assignee?: { accountId: string }
  }
  properties?: { key: string; value: unknown }[]
}
type Fields = NonNullable<IssueBody['fields']>
interface CommentBody {
  body: Node
}
/** A part of a document. */
interface Node {
  type?: string
  version?: number
  content?: Node[]
  text?: string
}

const json = (status: number, body: unknown): Reaction => ({ status, body: JSON.stringify(body) })
const refused = (errors: Record<string, string>): Reaction => json(400, { errorMessages: [], errors })

/** It answers as https://developer.atlassian.com/cloud/jira/platform/rest/v3/ describes, and refuses what is not valid. */
export async function aJira(): Promise<AJira> {
  const own: Omit<AJira, keyof Destination> = {
    issues: [],
    react: () => undefined,
    pageSize: 100,
    permissions: ['BROWSE_PROJECTS', 'CREATE_ISSUES'],
  }
  const destination = await aDestination(request => jira.react(request) ?? answer(jira, request))
  const jira: AJira = Object.assign(destination, own)
  return jira
}

function answer(jira: AJira, { method, path, headers, body: text }: Received): Reaction {
  if (headers.authorization === undefined) return json(401, {})
  const body: unknown = text === '' ? {} : JSON.parse(text)
  const [, id = '', rest] = /^\/rest\/api\/3\/issue\/(\d+)(\/comment)?$/.exec(path) ?? []
  if (method === 'GET' && path.startsWith('/rest/api/3/mypermissions?')) return permissions(jira, path)
  if (method === 'POST' && path === '/rest/api/3/search/jql') return search(jira, body as SearchBody)
  if (method === 'POST' && path === '/rest/api/3/issue') return create(jira, body as IssueBody)
  const issue = jira.issues.find(one => one.id === id)
  if (issue === undefined) return json(404, { errorMessages: ['Issue does not exist.'], errors: {} })
  return rest === undefined ? edit(issue, method, body as IssueBody) : comment(issue, method, body as CommentBody)
}

function permissions({ permissions: has }: AJira, path: string): Reaction {
  const asked = new URLSearchParams(path.split('?')[1]).get('permissions')?.split(',') ?? []
  const entries = asked.map(key => [key, { key, havePermission: has.includes(key) }])
  return json(200, { permissions: Object.fromEntries(entries) })
}

const JQL =
  /^project = "KMS" AND labels in \(("kms-audit-[0-9a-f]{16}"(?:, "kms-audit-[0-9a-f]{16}")*)\) AND statusCategory != Done ORDER BY created ASC$/

function search({ issues, pageSize, permissions: has }: AJira, body: SearchBody): Reaction {
  const [, quotedLabels] = JQL.exec(body.jql) ?? []
  if (quotedLabels === undefined) return json(400, { errorMessages: ['Error in the JQL Query'], errors: {} })
  const labels = JSON.parse(`[${quotedLabels}]`) as string[]
  const visible = has.includes('BROWSE_PROJECTS') ? issues : []
  const all = visible.filter(one => !one.isDone && one.labels.some(label => labels.includes(label)))
  const start = Number(body.nextPageToken ?? '0')
  const isLast = start + pageSize >= all.length
  return json(200, {
    issues: all.slice(start, start + pageSize).map(({ id, key, labels: own, properties }) => ({
      id,
      key,
      fields: { labels: own },
      properties: Object.fromEntries(Object.entries(properties).filter(([name]) => body.properties.includes(name))),
    })),
    isLast,
    ...(isLast ? {} : { nextPageToken: String(start + pageSize) }),
  })
}

function create({ issues, permissions: has }: AJira, { fields, properties }: IssueBody): Reaction {
  if (fields === undefined || !has.includes('CREATE_ISSUES')) return json(403, { errorMessages: [], errors: {} })
  const wrong = wrongFields(fields)
  if (fields.project?.key !== 'KMS') wrong['project'] = 'valid project is required'
  if (typeof fields.issuetype?.name !== 'string') wrong['issuetype'] = 'Specify an issue type'
  if ((fields.labels ?? []).some(label => /\s/.test(label))) wrong['labels'] = 'The label contains spaces'
  if (Object.keys(wrong).length > 0) return refused(wrong)
  const id = String(10_000 + issues.length)
  const key = `KMS-${issues.length + 1}`
  issues.push({
    id,
    key,
    summary: fields.summary,
    description: fields.description,
    labels: fields.labels ?? [],
    assignee: fields.assignee?.accountId ?? null,
    properties: propertiesIn(properties),
    comments: [],
    isDone: false,
  })
  return json(201, { id, key, self: `https://example.atlassian.net/rest/api/3/issue/${id}` })
}

function edit(issue: JiraIssue, method: string, { fields, properties }: IssueBody): Reaction {
  if (method !== 'PUT') return json(405, {})
  if (fields !== undefined) {
    const wrong = wrongFields(fields)
    if (Object.keys(wrong).length > 0) return refused(wrong)
    issue.summary = fields.summary
    issue.description = fields.description
  }
  Object.assign(issue.properties, propertiesIn(properties))
  return { status: 204 }
}

function comment(issue: JiraIssue, method: string, { body }: CommentBody): Reaction {
  if (method !== 'POST' || !isDocument(body)) return refused({ comment: 'Comment body is not valid!' })
  issue.comments.push(body)
  return json(201, { id: String(issue.comments.length) })
}

const propertiesIn = (list: IssueBody['properties'] = []): Record<string, unknown> =>
  Object.fromEntries(list.map(({ key, value }) => [key, value]))

function wrongFields({ summary, description }: Fields): Record<string, string> {
  const wrong: Record<string, string> = {}
  if (typeof summary !== 'string' || summary === '' || summary.length > 255 || /[\r\n]/.test(summary))
    wrong['summary'] = 'You must specify a summary of the issue.'
  if (!isDocument(description)) wrong['description'] = 'Operation value must be an Atlassian Document'
  return wrong
}

/** Whether a value is a document as far as kms-audit uses it: paragraphs and lists of text that is not empty. */
function isDocument({ type, version, content = [] }: Node): boolean {
  const isShort = JSON.stringify(content).length < 32_767
  return type === 'doc' && version === 1 && isShort && content.length > 0 && content.every(isBlock)
}

function isBlock({ type, content = [], ...others }: Node): boolean {
  if (Object.keys(others).length > 0 || content.length === 0) return false
  if (type === 'paragraph') return content.every(isText)
  return type === 'bulletList' && content.every(item => item.type === 'listItem' && item.content?.every(isBlock))
}

const isText = ({ type, text, ...others }: Node): boolean =>
  type === 'text' && typeof text === 'string' && text !== '' && Object.keys(others).length === 0

/** The texts of a document, one line each. */
export const textsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return []
  if ('text' in value) return [String(value.text)]
  return Object.values(value).flatMap(textsIn)
}
