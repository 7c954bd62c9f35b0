import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { AuditError } from '../../../src/lib/process/exit.ts'
import { outputStream } from '../../../src/lib/process/io.ts'
import { joinChunks, writeAll } from '../../../src/lib/files/chunks.ts'
import { memoryIo } from '../../memory-io.ts'

const failing = (code: string): Writable =>
  new Writable({
    autoDestroy: false,
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(`${code}: write`), { code })),
  })

const refuse = (error: Error): never => {
  throw new AuditError('failed', error.message)
}

test('chunks: everything is written, in order, in few writes', async () => {
  const io = memoryIo()
  expect(await writeAll(io.stdout, ['a', 'b', 'c'])).toBe('written')
  expect(io.out()).toBe('abc')
  const texts: string[] = []
  for await (const text of joinChunks(Array.from({ length: 3000 }, () => 'x'.repeat(100)))) texts.push(text)
  expect(texts.length).toBeLessThan(10)
  expect(texts.join('')).toHaveLength(300_000)
})

test('chunks: the rest is not rendered when the reader leaves', async () => {
  const io = memoryIo({ readsUntil: 10 })
  let rendered = 0
  const chunks = function* () {
    for (; rendered < 100; rendered++) yield 'x'.repeat(70_000)
  }
  expect(await writeAll(io.stdout, chunks())).toBe('closed')
  expect(rendered).toBeLessThan(4)
})

test('chunks: writing waits for a slow reader', async () => {
  let pending = 0
  let most = 0
  const slow = new Writable({
    write(chunk: Buffer, _encoding, done) {
      setTimeout(() => {
        pending -= chunk.length
        done()
      }, 2)
    },
  })
  const sink = outputStream(slow, refuse)
  const counted = {
    ...sink,
    write(text: string) {
      pending += text.length
      most = Math.max(most, pending)
      return sink.write(text)
    },
  }
  await writeAll(
    counted,
    Array.from({ length: 20 }, () => 'x'.repeat(70_000)),
  )
  expect(most).toBe(70_000)
})

test('stdout: a closed pipe is silent, and stays closed', async () => {
  const sink = outputStream(failing('EPIPE'), refuse)
  expect(await sink.write('a')).toBe('closed')
  expect(await sink.write('b')).toBe('closed')
})

test('stdout: a closed terminal is silent, like a closed pipe', async () => {
  const terminal = Object.assign(failing('EIO'), { isTTY: true })
  expect(await outputStream(terminal, refuse).write('a')).toBe('closed')
})

test('stdout: a full disk is an error', async () => {
  await expect(outputStream(failing('ENOSPC'), refuse).write('a')).rejects.toThrow('ENOSPC')
})

test('stdout: a stream that throws has failed', async () => {
  const sync = failing('EPIPE')
  sync.write = () => {
    throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })
  }
  await expect(outputStream(sync, refuse).write('a')).rejects.toThrow('i/o error')
})
