import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import type { CallToolResult, Progress } from '@modelcontextprotocol/sdk/types.js'
import { afterEach, expect, test } from 'vitest'
import { answerIn, type Answer } from '../commands/mcp/serve.ts'
import { PROGRAM } from './program.ts'

const ending: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

/** The client of the MCP SDK, connected to the built program as an assistant starts it. */
async function connected(args: readonly string[]) {
  const home = mkdtempSync(join(tmpdir(), 'kms-audit-mcp-'))
  const [command, file] = PROGRAM
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, AWS_EC2_METADATA_DISABLED: 'true' }
  const transport = new StdioClientTransport({ command, args: [file, 'mcp', ...args], env, cwd: home, stderr: 'pipe' })
  const said = text(transport.stderr as Readable)
  const client = new Client({ name: 'test', version: '1' })
  const errors: Error[] = []
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it is no event target
  client.onerror = error => errors.push(error)
  await client.connect(transport)
  ending.push(
    () => rmSync(home, { recursive: true, force: true }),
    () => client.close(),
  )
  const call = async (name: string, given: object = {}, options = {}): Promise<Answer> =>
    answerIn((await client.callTool({ name, arguments: { ...given } }, undefined, options)) as CallToolResult)
  return { client, call, said, errors, pid: transport.pid ?? 0 }
}

test('mcp: a client lists the tools, audits the sample account with progress, and pages through all keys', async () => {
  const { client, call, errors } = await connected(['--demo', '-q'])
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['audit', 'keys']))
  const seen: Progress[] = []
  const audit = await call('audit', { checks: true }, { onprogress: (one: Progress) => seen.push(one) })
  const { keys: total } = audit['summary'] as { keys: number }
  expect(seen.length).toBeGreaterThan(1)
  expect(seen.map(({ progress }) => progress)).toEqual(seen.map(({ progress }) => progress).toSorted((a, b) => a - b))
  const rows: unknown[] = []
  let page = await call('keys', { audit_id: audit.audit_id, limit: 7, columns: ['arn'] })
  for (; page.next_cursor !== undefined; page = await call('keys', { cursor: page.next_cursor }))
    rows.push(...page.rows)
  rows.push(...page.rows)
  expect(new Set(rows.map(row => (row as { arn: string }).arn)).size).toBe(total)
  expect(rows).toHaveLength(total)
  // A notification just before an answer can be late for the client.
  expect(errors.filter(({ message }) => !message.includes('progress notification'))).toEqual([])
})

test('mcp: a cancelled audit lets the next one begin at once', async () => {
  const { call, said, client } = await connected(['--demo'])
  const cancelled = new AbortController()
  await expect(call('audit', {}, { signal: cancelled.signal, onprogress: () => cancelled.abort() })).rejects.toThrow()
  expect(await call('audit', { key: ['alias/orders'], region: ['us-east-1'] })).toMatchObject({ audit_id: 'audit-1' })
  await client.close()
  expect((await said).match(/Audit started|Audited/g)).toEqual(['Audit started', 'Audit started', 'Audited'])
})

test('mcp: an error of the credentials is the answer to the call, and the server goes on', async () => {
  const { call, client } = await connected(['-q', '-r', 'us-east-1'])
  expect((await call('audit')).error).toContain('credentials')
  expect((await call('estimate')).error).toContain('credentials')
  expect((await client.listTools()).tools.length).toBeGreaterThan(5)
})

test('mcp: the program ends when the client closes stdin, also while an audit runs', async () => {
  const { call, client, pid } = await connected(['--demo', '-q'])
  const running = call('audit', {}, { onprogress: () => void client.close() })
  await expect(running).rejects.toThrow('Connection closed')
  await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false)
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
