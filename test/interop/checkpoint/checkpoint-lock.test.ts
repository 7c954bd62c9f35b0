import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const BIN = fileURLToPath(new URL('../../../bin/kms-audit.cjs', import.meta.url))

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoint-lock-'))
  path = join(folder, 'keys.ndjson')
})
afterEach(() => rmSync(folder, { recursive: true }))

const start = (file: string, words: readonly string[] = []): ChildProcess => {
  const args = [BIN, '--demo', '--source', 'none', '-o', 'csv', '--checkpoint', file, ...words]
  return spawn(process.execPath, args, { env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function ended(child: ChildProcess): Promise<{ exit: number | null; out: string; err: string }> {
  const [out, err] = [child.stdout, child.stderr].map(stream => (stream === null ? '' : text(stream)))
  const [exit] = (await once(child, 'close')) as [number | null]
  return { exit, out: (await out) ?? '', err: (await err) ?? '' }
}

/** A run that takes a minute, once it has kept its first key. */
async function slowRun(): Promise<ChildProcess> {
  const child = start(path, ['--max-rate', 'DescribeKey=1'])
  while (!existsSync(path) || !readFileSync(path, 'utf8').includes('kms:DescribeKey')) await sleep(20)
  return child
}

test('checkpoint: a second run on the same file is refused with the process id, and the first one goes on', async () => {
  const first = await slowRun()
  const second = await ended(start(path))
  expect({ exit: second.exit, out: second.out }).toEqual({ exit: 3, out: '' })
  expect(second.err).toContain(`Another run of kms-audit (process ${first.pid} on `)
  expect(second.err).toMatch(/Wait for it to finish, or use another file\./)
  expect(second.err.trimEnd().split('\n')).toHaveLength(1)
  expect(first.exitCode).toBeNull()
  first.kill('SIGINT')
  expect((await ended(first)).exit).toBe(130)
  expect(existsSync(`${path}.lock`)).toBe(false)
})

test('checkpoint: a symbolic link to the file is the same file', async () => {
  const first = await slowRun()
  const link = join(folder, 'link')
  symlinkSync(path, link)
  const second = await ended(start(link))
  first.kill('SIGKILL')
  await ended(first)
  expect(second.exit).toBe(3)
})

test('checkpoint: a run that was killed leaves no lock, and the next one resumes at once', async () => {
  const first = await slowRun()
  first.kill('SIGKILL')
  await once(first, 'exit')
  expect(existsSync(`${path}.lock`)).toBe(true)
  const second = await ended(start(path))
  expect(second.exit).toBe(0)
  expect(second.err).toMatch(/Resumed from \S+ \(\d+ cached responses\)/)
  expect(existsSync(`${path}.lock`)).toBe(false)
})
