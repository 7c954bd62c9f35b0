import { afterEach, beforeEach, expect, test } from 'vitest'
import { id } from '../security-hub/a-hub.ts'
import { type AJira, aJira, textsIn } from './a-jira.ts'
import { fine, JIRA, sendTickets, unrotated } from './send-tickets.ts'

let jira: AJira
beforeEach(async () => void (jira = await aJira()))
afterEach(() => jira.stop())

const where = (): string => `Jira ${new URL(jira.url).host}`
const publish = (keys = [fine(1), unrotated(2)], argv: readonly string[] = []) =>
  sendTickets(jira.url, [...JIRA, ...argv], { keys })
const writes = (): string[] =>
  jira.received.map(({ method, path }) => `${method} ${path}`).filter(line => !/search|mypermissions/.test(line))

test('ticket jira: a failing check becomes an issue', async () => {
  const { exit, out, err } = await publish()
  expect([exit, out]).toEqual([
    0,
    `${where()}: created KMS-1: KMS: 1 finding of rotation-off in account 111122223333\n`,
  ])
  expect(err).toContain(`${where()}: 1 ticket to create.`)
  const [issue] = jira.issues
  expect(issue).toMatchObject({
    summary: 'KMS: 1 finding of rotation-off in account 111122223333',
    labels: ['kms-audit', expect.stringMatching(/^kms-audit-[0-9a-f]{16}$/)],
    properties: { 'kms-audit': { state: expect.stringMatching(/^[0-9a-f]{16}$/), regions: ['us-east-1'] } },
  })
  const texts = textsIn(issue?.description)
  expect(texts).toContainEqual(expect.stringMatching(/^rotation-off \(\w+\): .* run kms-audit checks rotation-off\.$/))
  expect(texts).toContainEqual(expect.stringContaining(`alias/key-2 (${id(2)}), us-east-1: `))
})

test('ticket jira: a second run makes no second issue and says nothing new', async () => {
  await publish()
  const sent = writes()
  const { exit, out, err } = await publish()
  expect([exit, out, jira.issues.length, jira.issues[0]?.comments]).toEqual([0, 'Nothing to send.\n', 1, []])
  expect(writes()).toEqual(sent)
  expect(err).not.toContain('to create')
})

test('ticket jira: an issue says what changed, once', async () => {
  await publish()
  const changed = [unrotated(1), unrotated(2)]
  const { out } = await publish(changed)
  await publish(changed)
  expect(out).toBe(`${where()}: updated KMS-1: KMS: 2 findings of rotation-off in account 111122223333\n`)
  const [issue] = jira.issues
  expect([jira.issues.length, issue?.summary]).toEqual([1, 'KMS: 2 findings of rotation-off in account 111122223333'])
  expect(issue?.comments.flatMap(textsIn)).toEqual([
    'kms-audit found something else than before. The description says what is true now.',
  ])
})

test('ticket jira: an issue whose problems are gone gets one comment and stays open', async () => {
  await publish()
  const { exit, out } = await publish([fine(1), fine(2)])
  await publish([fine(1), fine(2)])
  const [issue] = jira.issues
  expect([exit, out]).toEqual([0, `${where()}: KMS-1: its problems are gone, and it is still open\n`])
  expect([issue?.isDone, issue?.comments.length]).toEqual([false, 1])
  await publish()
  expect([jira.issues.length, issue?.comments.length]).toEqual([1, 2])
  expect(issue?.comments.flatMap(textsIn)).toContainEqual(expect.stringMatching(/^kms-audit found problems again\./))
})

test('ticket jira: an issue that people closed is not opened again, and a new one is made', async () => {
  await publish()
  for (const issue of jira.issues) issue.isDone = true
  await publish()
  expect(jira.issues.map(({ isDone }) => isDone)).toEqual([true, false])
})

test('ticket jira: issues on later pages of the search are found', async () => {
  jira.pageSize = 1
  const keys = [unrotated(1, { aliases: [] })]
  expect((await publish(keys)).out.split('\n').length).toBe(3)
  const { out } = await publish(keys)
  expect([out, jira.issues.length]).toEqual(['Nothing to send.\n', 2])
})

test('ticket jira: of a copied issue, the original is updated', async () => {
  await publish()
  const [issue] = jira.issues
  if (issue !== undefined) jira.issues.unshift({ ...issue, id: '9999', key: 'KMS-0', properties: {}, comments: [] })
  const { out } = await publish([unrotated(1), unrotated(2)])
  expect(out).toContain('updated KMS-1:')
})

test('ticket jira: names from the account stay text', async () => {
  const name = 'alias/[~accountid:1]*bold*"\u202e)'
  await publish([unrotated(2, { aliases: [name] })])
  expect(textsIn(jira.issues[0]?.description).join('\n')).toContain('alias/[~accountid:1]*bold*"\\u{202e})')
})

test('ticket jira: without the permission to browse, nothing is created, because it would be created again', async () => {
  jira.permissions = ['CREATE_ISSUES']
  const { exit, err } = await publish()
  expect([exit, jira.issues]).toEqual([3, []])
  expect(err).toContain(
    `${where()}: No ticket is made, because each run could make it again: the user lacks BROWSE_PROJECTS in project KMS.`,
  )
})

test('ticket jira: --max-tickets limits new issues, and a note says how many are missing', async () => {
  const { exit, err } = await publish([unrotated(1, { aliases: [] })], ['--max-tickets', '1'])
  expect([exit, jira.issues.length]).toEqual([0, 1])
  expect(err).toContain('1 less severe ticket would be new, but --max-tickets allows 1 new tickets in a run.')
})

test('ticket jira: --ticket-per account makes one issue', async () => {
  await publish([unrotated(1, { aliases: [] })], ['--ticket-per', 'account'])
  expect(jira.issues.map(({ summary }) => summary)).toEqual([
    'KMS: 1 finding of rotation-off and 1 other finding in account 111122223333',
  ])
})

test('ticket jira: --dry-run prints the calls and changes nothing', async () => {
  const { exit, out } = await publish(undefined, ['--dry-run'])
  expect([exit, jira.issues]).toEqual([0, []])
  expect(JSON.parse(out)).toMatchObject({
    method: 'POST',
    path: '/rest/api/3/issue',
    body: { fields: { project: { key: 'KMS' }, issuetype: { name: 'Task' } } },
  })
})
