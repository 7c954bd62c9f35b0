import { parse } from 'acorn'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const LAUNCHER = 'bin/kms-audit.cjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launcher-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A copy of the launcher beside a program that is this text. */
function launcherOf(main: string | null): string {
  for (const name of ['bin', 'dist']) mkdirSync(join(folder, name))
  for (const name of [LAUNCHER, 'package.json']) copyFileSync(join(ROOT, name), join(folder, name))
  if (main !== null) writeFileSync(join(folder, 'dist/main.cjs'), main)
  writeFileSync(join(folder, 'dist/io.cjs'), 'exports.processIo = () => ({})')
  return join(folder, LAUNCHER)
}

const start = (args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  return { exit: status, out: stdout, err: stderr }
}

test('launcher: its syntax is ECMAScript 5, so that any Node can parse it', () => {
  const text = readFileSync(join(ROOT, LAUNCHER), 'utf8')
  expect(() => parse(text, { ecmaVersion: 5, allowHashBang: true })).not.toThrow()
})

test.each(['12.22.12', '18.20.8', '19.9.0'])('launcher: Node %s gets one line and exit 3', version => {
  const disguise = join(folder, 'disguise.cjs')
  writeFileSync(
    disguise,
    `Object.defineProperty(process, 'version', { value: 'v${version}' })
     Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`,
  )
  expect(start(['--require', disguise, join(ROOT, LAUNCHER), '--version'])).toEqual({
    exit: 3,
    out: '',
    err: `kms-audit: Node.js 20 or newer is required; this is v${version}. Get one from https://nodejs.org.\n`,
  })
})

test('launcher: the exit code is the one of the program', () => {
  const launcher = launcherOf('exports.main = async () => 4')
  expect(start([launcher])).toEqual({ exit: 4, out: '', err: '' })
})

test.each([
  ['throws later', 'exports.main = async () => void setTimeout(() => { throw new Error("oops") })'],
  ['rejects', 'exports.main = async () => { throw new Error("oops") }'],
  ['cannot be loaded', 'throw new Error("oops")'],
])('launcher: a program that %s exits with 3, not with 1 as --fail-on does', (_, main) => {
  const { exit, err } = start([launcherOf(main)])
  expect(exit).toBe(3)
  expect(err).toMatch(/^kms-audit: Internal error\. This is a bug in kms-audit:\n[^]*Error: oops\n {4}at /)
})

test('launcher: before npm ci has built the program, one line says to run it', () => {
  expect(start([launcherOf(null)])).toEqual({
    exit: 3,
    out: '',
    err: `kms-audit: The program is not built yet. Run npm ci first, in ${folder}.\n`,
  })
})

test('launcher: what is installed needs no ES module by require, which warns or fails on some versions', () => {
  const { exit, err } = start([
    '--no-experimental-require-module',
    join(ROOT, LAUNCHER),
    '--demo',
    '-q',
    '--source',
    'none',
    '--no-requests',
  ])
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
})
