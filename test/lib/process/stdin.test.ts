import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { streamInput } from '../../../src/lib/process/stdin.ts'

const never = new AbortController().signal

test('stdin: the line is the first one, in whatever pieces it arrives', async () => {
  const stream = new PassThrough()
  const line = streamInput(() => stream).line(never)
  stream.write('ye')
  stream.write(Buffer.from('s\r\nand more\n'))
  expect(await line).toBe('yes')
  expect(stream.isPaused()).toBe(true)
  expect(stream.listenerCount('data')).toBe(0)
})

test('stdin: the line is null when the input ends before it', async () => {
  const stream = new PassThrough()
  const line = streamInput(() => stream).line(never)
  stream.end('y')
  expect(await line).toBeNull()
})

test('stdin: the line is null when the input fails', async () => {
  const stream = new PassThrough()
  const line = streamInput(() => stream).line(never)
  stream.destroy(new Error('EIO'))
  expect(await line).toBeNull()
})

test('stdin: the line is null when the signal aborts before or while it waits', async () => {
  const controller = new AbortController()
  const input = streamInput(() => new PassThrough())
  const line = input.line(controller.signal)
  controller.abort()
  expect(await line).toBeNull()
  expect(await input.line(controller.signal)).toBeNull()
})

test('stdin: the stream is opened only when it is needed', () => {
  let opened = 0
  const input = streamInput(() => {
    opened++
    return Object.assign(new PassThrough(), { isTTY: true })
  })
  expect(opened).toBe(0)
  expect(input.isTTY).toBe(true)
})

test('stdin: it keeps the process alive as long as it waits, and no longer', async () => {
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

describe('stdin typed before the question', () => {
  const modes: boolean[] = []
  const terminal = () =>
    Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => modes.push(raw) })

  test('stdin: what was typed before is discarded, unfinished lines too, and the next line is the answer', async () => {
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

  test('stdin: the end of the input before the question means no line', async () => {
    const stream = terminal()
    stream.end('y\n')
    const input = streamInput(() => stream)
    await input.drop(never)
    expect(await input.line(never)).toBeNull()
    await input.drop(never)
  })

  test('stdin: discarding ends when the signal aborts', async () => {
    const controller = new AbortController()
    const input = streamInput(terminal)
    const dropped = input.drop(controller.signal)
    controller.abort()
    await dropped
    await input.drop(controller.signal)
  })
})
