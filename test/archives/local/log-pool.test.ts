import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { readFiles } from '../../../src/archives/local/read-files.ts'
import type { ReadFile, TrailFile } from '../../../src/archives/local/trail-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-pool-'))
afterAll(() => rmSync(folder, { recursive: true }))
const { signal } = new AbortController()

const files = Array.from({ length: 1000 }, (_, at): TrailFile => {
  const name = `log-${at}`
  const path = join(folder, name)
  return { path, size: 1, name, kind: 'log', account: '111122223333', region: 'us-east-1', deliveredAt: at }
})

/** A thread that answers for each file what an expression of its name says, instead of reading it. */
function threadThat(why: string): URL {
  const path = join(folder, `${Math.random()}.mjs`)
  const start = `import { parentPort } from 'node:worker_threads'
const end = why => { throw new Error(why) }
const wait = () => { for (;;); }
parentPort.on('message', files => parentPort.postMessage(files.map(({ name }) => ({ read: false, why: ${why} }))))
parentPort.postMessage('ready')`
  writeFileSync(path, start)
  return pathToFileURL(path)
}

async function readAll(entry: URL): Promise<ReadFile[]> {
  const read: ReadFile[] = []
  for await (const some of readFiles(files, { signal, entry })) read.push(...some)
  return read
}

const byName = (read: readonly ReadFile[]) =>
  Object.fromEntries(read.map(({ file, reading }) => [file.name, reading.read ? 'read' : reading.why]))

test('threads that read logs: each file is answered once, and the answer is that of the file', async () => {
  const read = await readAll(threadThat('`of ${name}`'))
  expect(read).toHaveLength(files.length)
  expect(byName(read)).toEqual(Object.fromEntries(files.map(({ name }) => [name, `of ${name}`])))
})

test.each([
  ['ends', 'process.exit(7)', 'exit code 7'],
  ['throws', 'end("out of memory")', 'out of memory'],
])('threads that read logs: one that %s costs the file that it was reading', async (_, code, why) => {
  const read = await readAll(threadThat(`name === 'log-3' || name === 'log-4' ? ${code} : 'ok'`))
  const ended = `the thread that read it ended: ${why}`
  const expected = files.map(({ name }) => [name, ['log-3', 'log-4'].includes(name) ? ended : 'ok'])
  expect(read).toHaveLength(files.length)
  expect(byName(read)).toEqual(Object.fromEntries(expected))
})

test('threads that read logs: where none can start, the files are read without', async () => {
  const read = await readAll(pathToFileURL(join(folder, 'absent.mjs')))
  expect(read).toHaveLength(files.length)
  expect(new Set(Object.values(byName(read)))).toEqual(new Set(['it does not exist']))
})

test('threads that read logs: they do not read far ahead of what is taken', async () => {
  let taken = 0
  const counted = (function* () {
    for (const file of files) {
      taken++
      yield file
    }
  })()
  const logs = readFiles(counted, { signal, entry: threadThat('"ok"') })
  await logs.next()
  await new Promise(resolve => setTimeout(resolve, 100))
  await logs.next()
  expect(taken).toBeLessThan(400)
  await logs.return(undefined)
  expect((await logs.next()).done).toBe(true)
})

test('threads that read logs: they end when the reading is cancelled', async () => {
  const controller = new AbortController()
  const logs = readFiles(files, { signal: controller.signal, entry: threadThat('wait()') })
  const next = logs.next()
  controller.abort(new Error('cancelled'))
  await expect(next).rejects.toThrow('cancelled')
  expect((await logs.next()).done).toBe(true)
})
