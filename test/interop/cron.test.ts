import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { formats } from '../../src/formats/index.ts'
import { PROGRAM } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-cron-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the program as cron does at its barest: no terminal, no input, and not one variable, so neither HOME nor PATH. */
function bare(...args: readonly string[]) {
  const [node, program] = PROGRAM
  const { status, stdout, stderr } = spawnSync(node, [program, ...args], { cwd: folder, env: {}, encoding: 'utf8' })
  return { status, stdout, stderr }
}

const SILENT = { status: 0, stdout: '', stderr: '' }

test.each(Object.keys(formats))('cron: without any environment %s goes to a file, and nothing to stderr', format => {
  const file = `keys-${format}.txt`
  expect(bare('--demo', '-q', '-o', format, '-f', file)).toEqual(SILENT)
  const text = readFileSync(join(folder, file), 'utf8')
  expect(text.length).toBeGreaterThan(1000)
  // oxlint-disable-next-line no-control-regex
  expect(text).not.toMatch(/\u001b/)
  expect(text.endsWith('\n')).toBe(true)
  expect(readdirSync(folder).filter(name => name.startsWith(`keys-${format}`))).toEqual([file])
})

test('cron: a run without -q names only gaps and Regions to add', () => {
  const { status, stderr } = bare('--demo', '-o', 'csv', '-f', 'gaps.csv')
  expect(status).toBe(0)
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^kms-audit: 1 multi-Region key has a related key in us-west-2\./),
    expect.stringMatching(/^kms-audit: 2 gaps: /),
  ])
})
