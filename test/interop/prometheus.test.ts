import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runBinary } from './run-binary.ts'

/** A program with the linter of client_golang, built from `promlint/`. */
const promlint = process.env['KMS_AUDIT_PROMLINT'] ?? ''

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-prometheus-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.skipIf(promlint === '')('prometheus: promlint of client_golang has nothing to say about the metrics', async () => {
  const file = join(folder, 'kms.prom')
  const { exit } = await runBinary(['publish', 'prometheus', '--demo', '--checks', '--textfile', file, '--yes'], {})
  const text = readFileSync(file, 'utf8')
  const { status, stdout, stderr } = spawnSync(promlint, { input: text, encoding: 'utf8' })
  expect([exit, status, stdout, stderr]).toEqual([0, 0, '', ''])
  expect(text.match(/^# TYPE/gm)?.length).toBeGreaterThan(8)
  expect(readdirSync(folder)).toEqual(['kms.prom'])
})

test.skipIf(promlint === '')('prometheus: promlint finds what is wrong, so that its silence means something', () => {
  const { stdout } = spawnSync(promlint, { input: '# TYPE a_total gauge\na_total 1\n', encoding: 'utf8' })
  expect(stdout).toContain('non-counter metrics should not have "_total" suffix')
})
