import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { streamInput } from '../../../src/lib/process/stdin.ts'

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

test('keeps the process alive as long as it waits, and no longer', async () => {
  const alive: boolean[] = []
  const stream = Object.assign(new PassThrough(), { ref: () => alive.push(true), unref: () => alive.push(false) })
  const input = streamInput(() => stream)
  await input.drop(never)
  expect(alive).toEqual([true, false])
  const line = input.line(never)
  expect(alive).toEqual([true, false, true])
  stream.write('y\n')
  await line
  expect(alive).toEqual([true, false, true, false])
})

describe('what was typed before the question', () => {
  const modes: boolean[] = []
  const terminal = () =>
    Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => modes.push(raw) })

  test('is thrown away, half a line too, and the next line is the answer', async () => {
    const stream = terminal()
    stream.write('y\nyes\nye')
    const input = streamInput(() => stream)
    await input.drop(never)
    expect(stream.isPaused()).toBe(true)
    // Half a line is read in raw mode only, which must not outlast it.
    expect(modes).toEqual([true, false])
    const line = input.line(never)
    stream.write('no\n')
    expect(await line).toBe('no')
  })

  test('may be the end of the input: then there is no line', async () => {
    const stream = terminal()
    stream.end('y\n')
    const input = streamInput(() => stream)
    await input.drop(never)
    expect(await input.line(never)).toBeNull()
    await input.drop(never)
  })

  test('is not waited for when somebody stops it', async () => {
    const controller = new AbortController()
    const input = streamInput(terminal)
    const dropped = input.drop(controller.signal)
    controller.abort()
    await dropped
    await input.drop(controller.signal)
  })
})
