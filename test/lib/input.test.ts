import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { streamInput } from '../../src/lib/input.ts'

const never = new AbortController().signal

test('is the first line, however it comes', async () => {
  const stream = new PassThrough()
  const line = streamInput(() => stream).line(never)
  stream.write('ye')
  stream.write(Buffer.from('s\r\nand more\n'))
  expect(await line).toBe('yes')
  expect(stream.isPaused()).toBe(true)
  expect(stream.listenerCount('data')).toBe(0)
})

test('is nothing when the input ends before it', async () => {
  const stream = new PassThrough()
  const line = streamInput(() => stream).line(never)
  stream.end('y')
  expect(await line).toBeNull()
})

test('is nothing when the input breaks', async () => {
  const stream = new PassThrough()
  const line = streamInput(() => stream).line(never)
  stream.destroy(new Error('EIO'))
  expect(await line).toBeNull()
})

test('is nothing when somebody stops it, before or while it waits', async () => {
  const controller = new AbortController()
  const input = streamInput(() => new PassThrough())
  const line = input.line(controller.signal)
  controller.abort()
  expect(await line).toBeNull()
  expect(await input.line(controller.signal)).toBeNull()
})

test('is opened only when it is asked for', () => {
  let opened = 0
  const input = streamInput(() => {
    opened++
    return Object.assign(new PassThrough(), { isTTY: true })
  })
  expect(opened).toBe(0)
  expect(input.isTTY).toBe(true)
})
