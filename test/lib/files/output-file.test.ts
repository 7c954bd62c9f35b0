import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { chmodSync, chownSync, lstatSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { EXIT } from '../../../src/lib/process/exit.ts'
import { checkWritable, writeOutputFile } from '../../../src/lib/files/output-file.ts'

const isRoot = process.getuid?.() === 0
const isWindows = process.platform === 'win32'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-file-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (name: string): string => join(folder, name)
const text = (name: string): string => readFileSync(at(name), 'utf8')
const modeOf = (name: string): number => statSync(at(name)).mode & 0o777

async function* breaking(error: Error): AsyncGenerator<string> {
  yield 'half'
  throw error
}
const systemError = (code: string): Error =>
  Object.assign(new Error(`${code}: bad luck, write`), { code, syscall: 'write' })

test('output-file: a new file is written completely', async () => {
  await checkWritable(at('keys.csv'))
  expect(readdirSync(folder)).toEqual([])
  expect(await writeOutputFile(at('keys.csv'), ['a\n', 'b\n'])).toBe(at('keys.csv'))
  expect(text('keys.csv')).toBe('a\nb\n')
  expect(readdirSync(folder)).toEqual(['keys.csv'])
})

describe.skipIf(isWindows)('mode of the output file', () => {
  let before: number
  beforeEach(() => {
    before = process.umask()
  })
  afterEach(() => void process.umask(before))

  test.each([
    [0o022, 0o644],
    [0o027, 0o640],
    [0o077, 0o600],
    [0o002, 0o664],
  ])('output-file: umask %o decides the mode of a new file', async (umask, mode) => {
    process.umask(umask)
    await writeOutputFile(at('keys.csv'), ['new'])
    await writeOutputFile(at('cut-short.csv'), ['some'], { partial: true })
    expect([modeOf('keys.csv'), modeOf('cut-short.csv.partial')]).toEqual([mode, mode])
  })

  test.each([0o600, 0o640, 0o666])(
    'output-file: an existing file keeps its mode %o, and FILE.partial gets it',
    async mode => {
      process.umask(0o022)
      writeFileSync(at('keys.csv'), 'old')
      chmodSync(at('keys.csv'), mode)
      await writeOutputFile(at('keys.csv'), ['some'], { partial: true })
      await writeOutputFile(at('keys.csv'), ['new'])
      expect([modeOf('keys.csv'), modeOf('keys.csv.partial')]).toEqual([mode, mode])
    },
  )

  test('output-file: a new file behind a symbolic link gets the mode of the umask', async () => {
    process.umask(0o022)
    mkdirSync(at('reports'))
    symlinkSync('reports/december.csv', at('next.csv'))
    await writeOutputFile(at('next.csv'), ['new'])
    expect(modeOf('reports/december.csv')).toBe(0o644)
  })
})

test('output-file: an existing file keeps its permissions', async () => {
  writeFileSync(at('keys.csv'), 'old and longer than the new one')
  chmodSync(at('keys.csv'), 0o640)
  await writeOutputFile(at('keys.csv'), ['new'])
  expect(text('keys.csv')).toBe('new')
  expect(modeOf('keys.csv')).toBe(0o640)
})

test.skipIf(!isRoot)('output-file: a file of another user keeps its owner', async () => {
  writeFileSync(at('keys.csv'), 'old')
  chownSync(at('keys.csv'), 1234, 1234)
  await writeOutputFile(at('keys.csv'), ['new'])
  expect(statSync(at('keys.csv'))).toMatchObject({ uid: 1234, gid: 1234 })
})

test('output-file: ten megabytes are written unchanged', async () => {
  const line = `${'é'.repeat(499)}\n`
  const lines = Array.from({ length: 10_000 }, () => line)
  await writeOutputFile(at('keys.csv'), lines)
  expect(text('keys.csv')).toBe(line.repeat(10_000))
})

test.each([
  ['a full disk', systemError('ENOSPC'), 'Cannot write to FILE: no space left on the device.'],
  ['a quota', systemError('EDQUOT'), 'Cannot write to FILE: disk quota exceeded.'],
  ['our own mistake', new TypeError('x is undefined'), 'x is undefined'],
])('output-file: %s during the run leaves the old file and nothing else', async (_, error, message) => {
  writeFileSync(at('keys.csv'), 'old')
  const writing = writeOutputFile(at('keys.csv'), breaking(error))
  await expect(writing).rejects.toThrow(message.replace('FILE', at('keys.csv')))
  expect(text('keys.csv')).toBe('old')
  expect(readdirSync(folder)).toEqual(['keys.csv'])
})

test('output-file: an interrupted run keeps the old file and writes FILE.partial', async () => {
  writeFileSync(at('keys.csv'), 'old')
  expect(await writeOutputFile(at('keys.csv'), ['some'], { partial: true })).toBe(at('keys.csv.partial'))
  expect(text('keys.csv')).toBe('old')
  expect(text('keys.csv.partial')).toBe('some')
})

test.skipIf(isWindows)('output-file: a symbolic link stays a link, and the file behind it is written', async () => {
  mkdirSync(at('reports'))
  writeFileSync(at('reports/november.csv'), 'old')
  symlinkSync('reports/november.csv', at('latest.csv'))
  symlinkSync('reports/december.csv', at('next.csv'))
  await writeOutputFile(at('latest.csv'), ['new'])
  await writeOutputFile(at('next.csv'), ['not there before'])
  expect(lstatSync(at('latest.csv')).isSymbolicLink()).toBe(true)
  expect(text('reports/november.csv')).toBe('new')
  expect(text('reports/december.csv')).toBe('not there before')
  expect(readdirSync(at('reports'))).toEqual(['december.csv', 'november.csv'])
})

test.skipIf(isWindows)('output-file: a circle of links is an error', async () => {
  symlinkSync('b', at('a'))
  symlinkSync('a', at('b'))
  await expect(checkWritable(at('a'))).rejects.toThrow('too many symbolic links')
})

test.skipIf(isWindows)('output-file: a named pipe is written directly, also by an interrupted run', async () => {
  execFileSync('mkfifo', [at('pipe')])
  await checkWritable(at('pipe'))
  const reading = readFile(at('pipe'), 'utf8')
  expect(await writeOutputFile(at('pipe'), ['a', 'b'], { partial: true })).toBe(at('pipe'))
  expect(await reading).toBe('ab')
  expect(lstatSync(at('pipe')).isFIFO()).toBe(true)
  expect(readdirSync(folder)).toEqual(['pipe'])
})

test.skipIf(isWindows)('output-file: a device is written directly', async () => {
  await checkWritable('/dev/null')
  await writeOutputFile('/dev/null', ['gone'])
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true)
})

test.skipIf(!existsSync('/dev/full'))('output-file: a full device is an error', async () => {
  const writing = writeOutputFile('/dev/full', ['x'])
  await expect(writing).rejects.toMatchObject({
    exit: EXIT.failed,
    message: 'Cannot write to /dev/full: no space left on the device.',
  })
})

test.skipIf(!existsSync('/dev/fd'))('output-file: a descriptor is appended to, as with >>', async () => {
  writeFileSync(at('log'), 'before\n')
  symlinkSync('/dev/fd', at('fds'))
  const { open } = await import('node:fs/promises')
  const handle = await open(at('log'), 'a')
  await writeOutputFile(`/dev/fd/${handle.fd}`, ['after\n'])
  await handle.close()
  expect(text('log')).toBe('before\nafter\n')
})

/** Where not even root may create a file. */
const READ_ONLY = isRoot ? '/proc' : '/'

test.each([
  ['a folder that is not there', () => at('reports/keys.csv'), 'the directory does not exist'],
  ['a folder', () => folder, 'it is a directory'],
  ['a folder yet to come', () => `${at('reports')}/`, 'it is a directory'],
  ['a file used as a folder', () => at('file/keys.csv'), 'part of the path is not a directory'],
  ['a name that is too long', () => at('x'.repeat(300)), 'the name is too long'],
  ['a folder that cannot be written', () => join(READ_ONLY, 'keys.csv'), /does not exist|denied|read-only/],
])('output-file: %s is wrong usage before the run', async (_, path, reason) => {
  writeFileSync(at('file'), '')
  const checking = checkWritable(path())
  await expect(checking).rejects.toThrow(reason)
  await expect(checking).rejects.toMatchObject({ exit: EXIT.usage })
})

test.skipIf(isRoot || isWindows)('output-file: a write-protected file is not touched', async () => {
  writeFileSync(at('keys.csv'), 'mine', { mode: 0o400 })
  await expect(checkWritable(at('keys.csv'))).rejects.toThrow('permission denied')
})
