import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sampleWithFewGrants } from '../../sample-world.ts'
import { aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run } from '../../run.ts'
import { serve } from './serve.ts'

const oneKey = () => aWorld([simKey({ id: id(1), aliases: ['alias/orders'] })])

describe.concurrent('mcp', () => {
  test('mcp: wrong arguments get the line that the command line prints, and the server goes on', async () => {
    const { call, close } = await serve(['-q'], oneKey())
    const errors = []
    for (const given of [
      { unused_days: 0 },
      { manager: 'nobody' },
      { source: ['cloudtrial'] },
      { checks: true, check: ['key-unused'] },
      { region: { all: true } },
      { profile: 'prod' },
      { unused_day: 3 },
    ])
      errors.push((await call('audit', given)).error)
    expect(errors).toEqual([
      "--unused-days takes a whole number from 1 to 36500, not '0'.",
      "--manager takes customer, aws or all, not 'nobody'.",
      expect.stringContaining('cloudtrail'),
      '--checks and --check cannot be used together. Remove one of them.',
      'region must be a text, a number, true or false, or a list of texts. See the schema of the tool.',
      "audit has no argument 'profile', because it is set only when the server starts. " +
        'Start the server with --profile: kms-audit mcp --profile …',
      "audit has no argument 'unused_day'. Did you mean unused_days?",
    ])
    expect((await call('keys')).error).toMatch(/^keys requires audit_id\./)
    expect((await call('keys', { cursor: 'WzEsMl0' })).error).toMatch(/^The cursor is not one of keys\./)
    expect(await call('audit')).toMatchObject({ audit_id: 'audit-1' })
    await close()
  })

  test('mcp: a tool that does not exist is an error of the protocol that names those that do', async () => {
    const { call, close } = await serve(['-q'], oneKey())
    await expect(call('delete_key')).rejects.toThrow("Unknown tool 'delete_key'. Available tools: advise, audit, ")
    await close()
  })

  test('mcp: credentials that AWS refuses are the error of a call, not the end of the server', async () => {
    const world = oneKey()
    const refused = { ...world, accounts: world.accounts.map(account => ({ ...account, accessKeyIds: [] })) }
    const { call, client, close } = await serve(['-q'], refused)
    expect((await call('audit')).error).toMatch(/credentials|access key|token/i)
    expect((await client.listTools()).tools.length).toBeGreaterThan(5)
    expect((await close()).exit).toBe(0)
  })

  test('mcp: a client that asks for progress gets a number that only grows, and one that does not gets none', async () => {
    const { client, call, close, lines } = await serve(['-q', '-r', 'us-east-1'], sampleWithFewGrants(NOW))
    await call('audit')
    expect(lines.filter(line => line.includes('notifications/progress'))).toEqual([])
    const seen: { progress: number; total?: number | undefined }[] = []
    await client.callTool({ name: 'audit', arguments: {} }, undefined, { onprogress: one => seen.push(one) })
    expect(seen[0]).toMatchObject({ progress: 0, message: 'Finding accounts and Regions' })
    expect(seen.map(({ progress }) => progress)).toEqual(
      [...new Set(seen.map(({ progress }) => progress))].toSorted((a, b) => a - b),
    )
    await close()
  })

  test('mcp: a call that the client cancels calls AWS no more, and the next one is answered', async () => {
    const cancelled = new AbortController()
    let calls = 0
    const { client, call, close } = await serve(['-q', '-r', 'us-east-1'], sampleWithFewGrants(NOW), {
      onRequest: () => {
        calls += 1
        if (calls === 5) cancelled.abort()
      },
    })
    await expect(
      client.callTool({ name: 'audit', arguments: {} }, undefined, { signal: cancelled.signal }),
    ).rejects.toThrow()
    // The next audit begins when the cancelled one has ended.
    expect(await call('audit', { key: ['alias/orders'] })).toMatchObject({ audit_id: 'audit-1', summary: { keys: 1 } })
    const { requests } = await close()
    expect(requests.length).toBeLessThan(60)
  })

  test('mcp: of two calls side by side each gets its own answer', async () => {
    const { call, close } = await serve(['-q'], sampleWithFewGrants(NOW))
    const [one, all, list] = await Promise.all([
      call('audit', { key: ['alias/orders'], region: ['us-east-1'] }),
      call('audit', { region: ['us-east-1'] }),
      call('keys', { audit_id: 'audit-1' }),
    ])
    expect(one).toMatchObject({ audit_id: 'audit-1', summary: { keys: 1 } })
    expect(all).toMatchObject({ audit_id: 'audit-2', summary: { keys: 10 } })
    expect(list.error).toBe("No report has the id 'audit-1'. Call audit first.")
    await close()
  })

  test('mcp: stdout has the protocol alone, and stderr the lines about the audit', async () => {
    const { call, close, lines, io } = await serve(['-r', 'us-east-1'], sampleWithFewGrants(NOW))
    await call('audit')
    await close()
    expect(lines.map(line => (JSON.parse(line) as { jsonrpc: string }).jsonrpc)).toEqual(lines.map(() => '2.0'))
    expect(io.out()).toBe('')
    expect(io.err()).toContain('kms-audit: Audit started.\n')
  })

  test('mcp: a line that is no message is passed over', async () => {
    const { call, close, type } = await serve(['-q'], oneKey())
    type('hello\n{"jsonrpc":"2.0"}\n\n')
    expect(await call('audit')).toMatchObject({ audit_id: 'audit-1' })
    expect((await close()).exit).toBe(0)
  })

  test('mcp: SIGTERM ends the server while an audit runs', async () => {
    const io = memoryIo({ env: FAST })
    let calls = 0
    const { call, ended } = await serve(['-q', '-r', 'us-east-1'], sampleWithFewGrants(NOW), {
      io,
      onRequest: () => {
        calls += 1
        if (calls === 5) io.signal('SIGTERM')
      },
    })
    await expect(call('audit')).rejects.toThrow()
    expect((await ended).exit).toBe(143)
  })

  test('mcp: wrong options and reports end the server before it serves', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kms-audit-mcp-'))
    const file = join(folder, 'no-report.json')
    writeFileSync(file, '{}')
    for (const [argv, text] of [
      [['--unused-days', '0'], '--unused-days takes a whole number'],
      [['--org'], '--org requires a role to assume in the member accounts.'],
      [['-o', 'json'], '--output has no effect with kms-audit mcp.'],
      [[file], 'is not a report of kms-audit'],
    ] as const) {
      const { exit, err } = await run(['mcp', ...argv], oneKey())
      expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining(text) })
    }
    rmSync(folder, { recursive: true })
  })

  test('mcp: variables for other commands do not reach an audit', async () => {
    const env = { ...FAST, KMS_AUDIT_FROM: 'missing.json', KMS_AUDIT_OUTPUT_FILE: 'x', KMS_AUDIT_UNUSED_DAYS: '30' }
    const { call, close } = await serve(['-q'], oneKey(), { io: memoryIo({ env }) })
    expect(await call('audit')).toMatchObject({ unused_days: 30 })
    expect(await call('audit', { unused_days: 60 })).toMatchObject({ unused_days: 60 })
    await close()
  })

  test('mcp: a saved report is read and compared by the name of its file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kms-audit-mcp-'))
    const file = join(folder, 'october.json')
    await run(['-o', 'json', '-f', file, '-q', '--unused-days', '30'], oneKey())
    const { call, client, close } = await serve(['-q', file], oneKey())
    rmSync(folder, { recursive: true })
    expect(client.getInstructions()).toContain('Saved reports, by their ids: october.json.')
    expect(await call('keys', { audit_id: 'october.json' })).toMatchObject({ total: 1 })
    await call('audit')
    expect(await call('diff', { old: 'october.json', new: 'audit-1' })).toMatchObject({
      notes: ['october.json counts 30 days without use as unused, and is compared by 90 days.'],
      total: 0,
    })
    await close()
  })

  test('mcp: a config file is read only if the command line names it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kms-audit-mcp-'))
    const file = join(folder, 'kms-audit.yaml')
    writeFileSync(file, 'unused-days: 30\n')
    const searching = await serve(['-q'], oneKey(), { io: memoryIo({ env: FAST, directory: folder }) })
    expect(await searching.call('audit')).toMatchObject({ unused_days: 90 })
    await searching.close()
    const naming = await serve(['-q', '--config', file], oneKey())
    expect(await naming.call('audit')).toMatchObject({ unused_days: 30 })
    await naming.close()
    rmSync(folder, { recursive: true })
  })

  test('mcp: a message that never ends is an error of the server', async () => {
    const { type, ended } = await serve(['-q'], oneKey())
    type('x'.repeat(11 * 1024 * 1024))
    expect(await ended).toMatchObject({
      exit: 3,
      err: expect.stringContaining('Cannot read what the MCP client sends'),
    })
  })

  test('mcp: no call reaches a Region or a key that the server leaves out', async () => {
    const there = 'arn:aws:kms:eu-west-1:111122223333:key/1363a684-2e30-4fa0-8a20-43f91b5539ad'
    const { call, close } = await serve(['-q', '-r', 'us-east-1'], sampleWithFewGrants(NOW))
    const line = 'The server does not audit eu-west-1. It audits us-east-1.'
    expect((await call('audit', { key: [there] })).error).toBe(line)
    expect((await call('estimate', { key: [there] })).error).toBe(line)
    expect((await call('key', { name: there })).error).toBe(line)
    expect((await close()).requests).toEqual([])
    const selecting = await serve(['-q', '--tag', 'team=payments'], sampleWithFewGrants(NOW))
    expect((await selecting.call('key', { name: 'alias/orders' })).error).toMatch(/^key needs an audit_id, because/)
    expect((await selecting.close()).requests).toEqual([])
  })
})
