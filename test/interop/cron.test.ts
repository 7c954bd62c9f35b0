import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formats } from '../../src/formats/index.ts'
import { PROGRAM } from './program.ts'

const FORMATS = Object.keys(formats)
const folder = mkdtempSync(join(tmpdir(), 'kms-audit-cron-'))
const nameOf = (format: string): string => `keys-${format}.txt`
let ended: ReturnType<typeof bare>

// All formats in one run, because each run takes seconds.
beforeAll(() => {
  ended = bare('--demo', '-q', ...FORMATS.flatMap(format => ['-o', `${format}=${nameOf(format)}`]))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the program as cron does at its barest: no terminal, no input, and not one variable, so neither HOME nor PATH. */
function bare(...args: readonly string[]) {
  const [node, program] = PROGRAM
  const { status, stdout, stderr } = spawnSync(node, [program, ...args], { cwd: folder, env: {}, encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('cron: without any environment a run prints nothing and leaves only the files that it was asked for', () => {
  expect(ended).toEqual({ status: 0, stdout: '', stderr: '' })
  expect(readdirSync(folder).toSorted()).toEqual(FORMATS.map(nameOf).toSorted())
})

test.each(FORMATS)('cron: without any environment the file with %s is complete and has no escape codes', format => {
  const text = readFileSync(join(folder, nameOf(format)), 'utf8')
  expect(text.length).toBeGreaterThan(1000)
  // oxlint-disable-next-line no-control-regex
  expect(text).not.toMatch(/\u001b/)
  expect(text.endsWith('\n')).toBe(true)
})

test('cron: a run without -q names only gaps and Regions to add', () => {
  const { status, stdout, stderr } = bare('--demo', '-o', 'csv')
  expect([status, stdout.includes('KeyId,Enabled,KeyState')]).toEqual([0, true])
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^kms-audit: 1 multi-Region key has a related key in us-west-2\./),
    expect.stringMatching(/^kms-audit: 2 gaps: /),
  ])
})
