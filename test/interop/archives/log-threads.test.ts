import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listArchive } from '../../../src/archives/local/list-archive.ts'
import { readFiles } from '../../../src/archives/local/read-files.ts'
import type { ReadFile } from '../../../src/archives/local/trail-file.ts'
import { writeArchive } from '../../archives/generator/write-archive.ts'

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-threads-'))
afterAll(() => rmSync(folder, { recursive: true }))
const { signal } = new AbortController()

/** The thread of the program as it is installed. */
const ENTRY = new URL('../../../dist/log-worker.cjs', import.meta.url)

test('threads of the bundle: they read what is read without them', async () => {
  const { logs } = writeArchive(folder, { level: 1 })
  truncateSync(join(folder, logs[3]?.path ?? ''), 40)
  const { files } = await listArchive([folder], signal)
  const [inThreads, here] = [await readAll(ENTRY), await readAll(null)]
  expect(inThreads).toEqual(here)
  expect(here.filter(({ reading }) => !reading.read)).toHaveLength(1)

  async function readAll(entry: URL | null): Promise<ReadFile[]> {
    const read: ReadFile[] = []
    for await (const some of readFiles(files, { signal, entry })) read.push(...some)
    return read.toSorted((a, b) => (a.file.name < b.file.name ? -1 : 1))
  }
})

test('threads of the bundle: they load no client of AWS', () => {
  const dist = new URL('../../../dist/', import.meta.url)
  const reached = new Set<string>()
  const visit = (name: string): void => {
    if (reached.has(name)) return
    reached.add(name)
    for (const [, next = ''] of readFileSync(new URL(name, dist), 'utf8').matchAll(
      /^const \w+ = require\("\.\/([^"]+)"\)/gm,
    ))
      visit(next)
  }
  visit('log-worker.cjs')
  expect(reached.size).toBeGreaterThan(1)
  expect([...reached].filter(name => /sdk|client|credentials/.test(name))).toEqual([])
  expect(readdirSync(dist)).toContain('sdk.cjs')
})
