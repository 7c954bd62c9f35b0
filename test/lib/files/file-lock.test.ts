import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FileLock, type LockHolder, SILENT_HOLDER } from '../../../src/lib/files/file-lock.ts'

let folder: string
let path: string
let held: FileLock[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-lock-'))
  path = join(folder, 'keys.ndjson.lock')
})
afterEach(() => {
  vi.useRealTimers()
  for (const lock of held) lock.release()
  held = []
  rmSync(folder, { recursive: true })
})

const here = { pid: process.pid, isAlive: (pid: number) => pid === process.pid }
const never = (): void => expect.unreachable('the lock is lost')

function take(onLost = never): FileLock | LockHolder {
  const taken = FileLock.take(path, here, onLost)
  if (taken instanceof FileLock) held.push(taken)
  return taken
}

const isTaken = (): boolean => take() instanceof FileLock

/** Leaves the lock file of another process. */
function leave(changes: Partial<LockHolder>, secondsAgo = 0): void {
  const mine = take()
  const holder = JSON.parse(readFileSync(path, 'utf8')) as LockHolder
  if (mine instanceof FileLock) mine.release()
  writeFileSync(path, JSON.stringify({ ...holder, token: 'other', ...changes }))
  const at = Date.now() / 1000 - secondsAgo
  utimesSync(path, at, at)
}

test('file-lock: the second process learns who holds it', () => {
  expect(isTaken()).toBe(true)
  expect(take()).toMatchObject({ pid: process.pid, host: hostname() })
})

test('file-lock: after its release it can be taken, and no file is left', () => {
  const lock = take()
  if (lock instanceof FileLock) lock.release()
  expect(readdirSync(folder)).toEqual([])
  expect(isTaken()).toBe(true)
})

test('file-lock: releasing does not remove the lock of another process', () => {
  const lock = take()
  writeFileSync(path, 'of another process')
  if (lock instanceof FileLock) lock.release()
  expect(readFileSync(path, 'utf8')).toBe('of another process')
})

const isLinux = process.platform === 'linux'
const SILENT_SECONDS = SILENT_HOLDER / 1000

test.each<[circumstance: string, changes: Partial<LockHolder>, secondsAgo: number, taken: boolean]>([
  ['the holder has ended', { pid: 999_999 }, 0, true],
  ['the holder has ended, and the system says no start times', { pid: 999_999, space: null, start: null }, 0, !isLinux],
  ['the holder runs on another machine', { host: 'build-7' }, 1, false],
  ['the holder ran on another machine and is silent', { host: 'build-7' }, SILENT_SECONDS + 1, true],
  ['the holder runs in another container', { space: 'boot pid:[1]' }, 1, false],
  ['the holder ran in another container and is silent', { space: 'boot pid:[1]' }, SILENT_SECONDS + 1, true],
])('file-lock: when %s, %j, it is taken: %s %s', (_, changes, secondsAgo, taken) => {
  leave(changes, secondsAgo)
  expect(isTaken()).toBe(taken)
  expect(readdirSync(folder)).toEqual(['keys.ndjson.lock'])
})

test.runIf(isLinux)('file-lock: a process that reuses the ID of the holder does not hold it', () => {
  leave({ start: '1' })
  expect(isTaken()).toBe(true)
})

test.each(['', '{"pid":', 'null', '[]', '{"pid":"x"}'])(
  'file-lock: a file with %j is respected until it is too old to be incomplete',
  text => {
    writeFileSync(path, text)
    expect(take()).toMatchObject({ pid: 0 })
    const old = Date.now() / 1000 - SILENT_SECONDS - 1
    utimesSync(path, old, old)
    expect(isTaken()).toBe(true)
  },
)

test('file-lock: the holder keeps updating the file, for processes that cannot see it', () => {
  vi.useFakeTimers()
  take()
  utimesSync(path, 1000, 1000)
  vi.advanceTimersByTime(10_000)
  expect(statSync(path).mtimeMs).toBeGreaterThan(1_000_000)
})

test('file-lock: the holder notices that another process has taken it over', () => {
  vi.useFakeTimers()
  const lost = vi.fn<() => void>()
  take(lost)
  writeFileSync(path, 'of another process')
  vi.advanceTimersByTime(60_000)
  expect(lost).toHaveBeenCalledTimes(1)
  expect(readFileSync(path, 'utf8')).toBe('of another process')
})

test('file-lock: errors of the file system are thrown', () => {
  expect(() => FileLock.take(join(folder, 'nowhere', 'x'), here, never)).toThrow(/ENOENT/)
})
