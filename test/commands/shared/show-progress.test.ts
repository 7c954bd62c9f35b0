import { afterEach, describe, expect, test, vi } from 'vitest'
import { showProgress } from '../../../src/commands/shared/show-progress.ts'
import { MINUTE, SECOND } from '../../../src/model/time.ts'
import type { ShowOptions } from '../../../src/model/options/options.ts'
import { memoryIo } from '../../memory-io.ts'
import { plainRerun } from '../../model/plain-rerun.ts'
import { CLEAR } from '../../collect/run/sized-keys.ts'

const showing = (words: Partial<ShowOptions>): ShowOptions => ({
  outputs: [{ format: 'table', file: null }],
  only: [],
  failOn: [],
  severity: null,
  strict: false,
  quiet: false,
  progress: 'auto',
  color: 'never',
  columns: [],
  sort: null,
  rerun: plainRerun,
  ...words,
})

const LINE = '120 of 300 keys, about 36 s left (GetKeyLastUsage: 180 to go)'

describe('the progress', () => {
  afterEach(() => vi.useRealTimers())

  test('progress: with --log-progress it is a line every ten seconds, until the end', () => {
    vi.useFakeTimers()
    const io = memoryIo()
    const hide = showProgress(() => LINE, showing({ progress: 'log' }), io)
    vi.advanceTimersByTime(10 * SECOND - 1)
    expect(io.err()).toBe('')
    vi.advanceTimersByTime(20 * SECOND + 1)
    expect(io.err()).toBe(`kms-audit: ${LINE}\n`.repeat(3))
    hide()
    vi.advanceTimersByTime(MINUTE)
    expect(io.err()).toBe(`kms-audit: ${LINE}\n`.repeat(3))
  })

  test.each([
    ['whole where it fits', 80, LINE],
    ['without its note on a narrower terminal', 60, '120 of 300 keys, about 36 s left'],
    ['cut where it still does not fit', 20, '120 of 300 keys, ab'],
  ])('progress: on a terminal it is drawn in place after a second, %s, and erased at the end', (_, columns, line) => {
    vi.useFakeTimers()
    const io = memoryIo({ tty: true, columns })
    const hide = showProgress(() => LINE, showing({}), io)
    vi.advanceTimersByTime(900)
    expect(io.err()).toBe('')
    vi.advanceTimersByTime(SECOND)
    expect(io.err().replaceAll(`${CLEAR}${line}`, '')).toBe('')
    expect(io.err().split(CLEAR).length - 1).toBeLessThanOrEqual(4)
    hide()
    expect(io.err().endsWith(CLEAR)).toBe(true)
  })

  test.each<[string, Partial<ShowOptions>, boolean, Record<string, string>]>([
    ['no terminal', {}, false, {}],
    ['--no-progress', { progress: 'off' }, true, {}],
    ['-q', { quiet: true }, true, {}],
    ['TERM=dumb, which shows escape codes as text', {}, true, { TERM: 'dumb' }],
  ])('progress: nothing is shown with %s', (_, words, tty, env) => {
    vi.useFakeTimers()
    const io = memoryIo({ tty, env })
    showProgress(() => LINE, showing(words), io)()
    const hide = showProgress(() => LINE, showing(words), io)
    vi.advanceTimersByTime(5 * MINUTE)
    hide()
    expect(io.err()).toBe('')
  })
})
