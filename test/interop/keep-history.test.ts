import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { main } from '../../src/main.ts'
import type { HistoryLine } from '../../src/model/history/history-line.ts'
import type { ReportTrend } from '../../src/model/history/report-trend.ts'
import { aRecord, aReport } from '../formats/a-report.ts'
import { memoryIo } from '../memory-io.ts'
import { PROGRAM } from './program.ts'
import { runBinary } from './run-binary.ts'

const DIRECTORY = mkdtempSync(join(tmpdir(), 'kms-audit-keep-'))
afterAll(() => rmSync(DIRECTORY, { recursive: true }))
const pathOf = (name: string): string => join(DIRECTORY, name)

const KEYS = Array.from({ length: 40 }, (_, at) => aRecord({ key_id: `key-${at}`, aliases: [`alias/${at}`] }))
const START = Date.UTC(2026, 0, 1)

/** Reports of one a day, from a day on. */
const reportsFrom = (day: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => {
    const generated_at = new Date(START + (day + at) * 86_400_000).toISOString().replace('.000', '')
    const path = pathOf(`${generated_at.slice(0, 10)}.json`)
    writeFileSync(path, JSON.stringify(aReport({ generated_at, keys: KEYS })))
    return path
  })

const linesIn = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')

const timesIn = (path: string): string[] => linesIn(path).map(line => (JSON.parse(line) as HistoryLine).generated_at)

test('history: two programs append 200 runs each at the same time, and none is lost or damaged', async () => {
  const path = pathOf('two.ndjson')
  const halves = [reportsFrom(0, 200), reportsFrom(200, 200)]
  const ends = await Promise.all(
    halves.map(reports => runBinary(['trend', ...reports, '--history', path, '--add', '-q'], {})),
  )
  expect(ends.map(({ exit, err }) => [exit, err])).toEqual([
    [0, ''],
    [0, ''],
  ])
  expect(new Set(timesIn(path)).size).toBe(400)
  expect(linesIn(path)).toHaveLength(400)
})

test('history: a program that is killed at any moment loses at most the run that it was appending', async () => {
  const path = pathOf('killed.ndjson')
  const reports = reportsFrom(0, 200)
  const args = ['trend', ...reports, '--history', path, '--add']
  for (let kills = 0; kills < 8; kills++) {
    const before = existsSync(path) ? statSync(path).size : 0
    const [node, file] = PROGRAM
    const program = spawn(node, [file, ...args], { stdio: 'ignore' })
    const ended = new Promise(resolve => program.once('close', resolve))
    while (program.exitCode === null && (existsSync(path) ? statSync(path).size : 0) <= before) await delay(2)
    await delay(kills * 3)
    program.kill('SIGKILL')
    await ended
    const kept = linesIn(path)
    for (const line of kept.slice(0, -1)) expect(() => JSON.parse(line) as unknown).not.toThrow()
  }
  const { exit } = await runBinary(args, {})
  expect(exit).toBe(0)
  expect(new Set(timesIn(path)).size).toBe(200)
  expect(linesIn(path)).toHaveLength(200)
})

/** A limit on the size of files stands in for a full disk: the system refuses in the same way, in mid-write. */
test.skipIf(process.platform === 'win32')(
  'history: with a full disk the report is shown, the exit code is 4, and a later run is kept',
  async () => {
    const path = pathOf('full.ndjson')
    const [october, november, december] = reportsFrom(300, 3) as [string, string, string]
    const args = (report: string) => ['--from', report, '--history', path, '-o', 'csv', '-q']
    expect((await runBinary(args(october), {})).exit).toBe(0)
    // In units of 1,024 bytes: the second line does not fit.
    const limit = Math.ceil(statSync(path).size / 1024) + 1
    const limited = promisify(execFile)('bash', [
      '-c',
      `ulimit -f ${limit}; exec "$0" "$@"`,
      ...PROGRAM,
      ...args(november),
    ])
    const failed = (await limited.catch((error: unknown) => error)) as { code: number; stdout: string; stderr: string }
    expect(failed.code).toBe(4)
    expect(failed.stdout.split('\r\n')).toHaveLength(KEYS.length + 2)
    expect(failed.stderr).toMatch(
      /^kms-audit: Cannot append to .*: the file would be larger than allowed\. This run is /,
    )
    expect((await runBinary(args(december), {})).exit).toBe(0)
    const trend = await runBinary(['trend', '--history', path, '-o', 'json'], {})
    expect(trend.err).toContain('1 line of ')
    expect((JSON.parse(trend.out) as ReportTrend).months.at(-1)?.generated_at).toBe('2026-10-30T00:00:00Z')
  },
)

test('history: a run notices a deletion since the run before, and the trend says who scheduled it', async () => {
  const path = pathOf('demo.ndjson')
  const NOW = Date.UTC(2026, 10, 20, 14, 30)
  const run = async (...args: string[]) => {
    const io = memoryIo()
    return { exit: await main(args, io, () => NOW), out: io.out(), err: io.err() }
  }
  await run('--demo', '--history', path, '-q', '-o', 'csv')
  const line = JSON.parse(linesIn(path)[0] ?? '') as HistoryLine
  const keys = line.keys.map(key =>
    key.key_state === 'PendingDeletion' ? { ...key, key_state: 'Enabled', deletion_date: null } : key,
  )
  writeFileSync(path, `${JSON.stringify({ ...line, generated_at: '2026-10-20T06:00:00Z', keys })}\n`)
  await run('--demo', '--history', path, '-q', '-o', 'csv')
  expect((JSON.parse(linesIn(path)[1] ?? '') as HistoryLine).deletions).toMatchObject([
    { alias: 'alias/billing-exports', outcome: 'pending_deletion', status: 'known', seen_at: '2026-10-20T06:00:00Z' },
  ])
  const { out } = await run('trend', '--history', path)
  expect(out).toMatch(
    /Deleted \(1 key\)\n2026-11-20 .*alias\/billing-exports .*scheduled by arn:aws:iam::\d+:role\/KeyAdmin on /,
  )
})
