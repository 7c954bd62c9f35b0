import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Reaction, Received } from '../a-destination.ts'
import { type AJira, aJira } from './a-jira.ts'
import { type AServiceNow, aServiceNow } from './a-service-now.ts'
import { JIRA, sendTickets, SERVICE_NOW, unrotated } from './send-tickets.ts'

let jira: AJira
let now: AServiceNow
beforeEach(async () => void ([jira, now] = await Promise.all([aJira(), aServiceNow()])))
afterEach(() => Promise.all([jira.stop(), now.stop()]))

const isSearch = ({ path }: Received): boolean => path.endsWith('/search/jql')
const isCreation = ({ method, path }: Received): boolean => method === 'POST' && path.endsWith('/issue')
const isComment = ({ path }: Received): boolean => path.endsWith('/comment')
/** Two tickets: of `rotation-off` and of `alias-missing`. */
const KEYS = [unrotated(1, { aliases: [] })]

/** Answers the requests that match in turn, and then as usual. */
const first = (matches: (request: Received) => boolean, ...reactions: Reaction[]) => {
  const left = [...reactions]
  return (request: Received): Reaction | undefined => (matches(request) ? left.shift() : undefined)
}

const always =
  (matches: (request: Received) => boolean, reaction: Reaction) =>
  (request: Received): Reaction | undefined =>
    matches(request) ? reaction : undefined

const publish = (argv: readonly string[] = []) => sendTickets(jira.url, [...JIRA, ...argv], { keys: KEYS })

const page = (body: object): Reaction => ({ status: 200, body: JSON.stringify(body) })

test.each<[what: string, reaction: Reaction, why: string]>([
  ['fails', { status: 500, body: 'broken s3cr3t-token' }, 'HTTP 500: broken ***'],
  ['is refused', { status: 401, body: '{}' }, 'HTTP 401'],
  ['is redirected', { status: 302, headers: { location: 'http://example.com' } }, 'HTTP 302: the server redirects'],
  ['is not JSON', { status: 200, body: '<html>Log in</html>' }, 'the answer cannot be read: the response is missing'],
  ['has no issues', page({}), 'the answer cannot be read: issues is missing'],
  ['has an issue without labels', page({ issues: [{ id: '1', key: 'KMS-1', fields: {} }] }), 'labels is missing'],
  ['never ends', page({ issues: [], nextPageToken: 'more' }), 'the search has more than 100 pages'],
])('ticket: nothing is sent if the search %s', async (_, reaction, why) => {
  jira.react = always(isSearch, reaction)
  const { exit, out, err } = await publish()
  expect([exit, jira.issues]).toEqual([3, []])
  expect(err).toContain('The open tickets could not be read, so nothing is sent, because it could be sent twice: ')
  expect(err).toContain(why)
  expect(out + err).not.toMatch(/s3cr3t/)
})

test('ticket: a search that is cut after its first page makes no ticket', async () => {
  await publish()
  jira.pageSize = 1
  jira.react = request => (isSearch(request) && request.body.includes('nextPageToken') ? 'reset' : undefined)
  const { exit } = await publish()
  expect([exit, jira.issues.length]).toEqual([3, 2])
})

test('ticket: a search is tried again after Retry-After', async () => {
  jira.react = first(isSearch, { status: 429, headers: { 'retry-after': '1' } }, { status: 500 })
  const { exit } = await publish()
  expect([exit, jira.issues.length, jira.received.filter(isSearch).length]).toEqual([0, 2, 3])
})

test('ticket: one ticket is refused and the other made: exit code 4', async () => {
  const refusal = { status: 400, body: '{"errors":{"customfield_1":"Team is required."}}' }
  jira.react = first(isCreation, refusal)
  const { exit, out, err } = await publish()
  expect([exit, jira.issues.length, out]).toEqual([4, 1, expect.stringContaining('created KMS-1')])
  expect(err).toContain(': a ticket was not created (KMS: 1 finding of ')
  expect(err).toContain('HTTP 400: {"errors":{"customfield_1":"Team is required."}}.')
})

test('ticket: a creation without an answer is not repeated, and the next run finds the ticket', async () => {
  let isLost = false
  jira.react = request => {
    if (isLost || !isCreation(request)) return undefined
    isLost = true
    return 'reset'
  }
  const { exit, err } = await publish()
  expect([exit, jira.received.filter(isCreation).length]).toEqual([3, 1])
  expect(err).toContain('It may have been created all the same: the next run finds it then.')
  expect(err).toContain(': 1 more ticket not sent.')
})

test('ticket: credentials that are refused end the sending', async () => {
  jira.react = always(isCreation, { status: 403, body: 'no' })
  const { exit, err } = await publish()
  expect([exit, jira.received.filter(isCreation).length]).toEqual([3, 1])
  expect(err).toContain(': 1 more ticket not sent.')
})

test('ticket: an issue without its comment is an error', async () => {
  await publish()
  jira.react = always(isComment, { status: 400 })
  const changed = { keys: [...KEYS, unrotated(2)] }
  const { exit, err } = await sendTickets(jira.url, JIRA, changed)
  expect([exit, err]).toEqual([3, expect.stringMatching(/KMS-\d was updated, but has no comment about it: HTTP 400\./)])
})

test('ticket servicenow: a change without an answer is not repeated', async () => {
  await sendTickets(now.url, SERVICE_NOW, { keys: [unrotated(1)] })
  now.react = ({ method }) => (method === 'PATCH' ? 'reset' : undefined)
  const { exit, err } = await sendTickets(now.url, SERVICE_NOW, { keys: [unrotated(1), unrotated(2)] })
  expect([exit, err]).toEqual([3, expect.stringContaining('INC0000001 was not updated: no connection')])
  expect(now.received.filter(({ method }) => method === 'PATCH').length).toBe(1)
})

test('ticket servicenow: a search that fails makes no incident', async () => {
  now.react = ({ method }) => (method === 'GET' ? { status: 503 } : undefined)
  const { exit, err } = await sendTickets(now.url, SERVICE_NOW)
  expect([exit, now.incidents]).toEqual([3, []])
  expect(err).toContain('The open tickets could not be read, so nothing is sent')
})
