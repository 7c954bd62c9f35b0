import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { schemaErrorIn } from '../../src/report/schema-error.ts'
import { validate } from '../../src/report/validators/report.ts'
import type { Report } from '../../src/model/report/report.ts'
import { memoryIo } from '../memory-io.ts'
import { run } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import { randomRuns } from '../random-runs.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const NOW = Date.UTC(2026, 10, 20, 14, 30)
const CHECKS = 'policy-public,policy-cross-account,key-unused,rotation-off,grant-broad,tags-missing,trail-missing'
const folder = mkdtempSync(join(tmpdir(), 'kms-audit-shape-'))
const file = join(folder, 'report.json')
afterAll(() => rmSync(folder, { recursive: true }))

/** A saved report asks nobody. */
const NO_KEYS = { clock: () => NOW, accounts: [] }

type Path = readonly (string | number)[]
let whole: Report
let paths: Path[] = []

beforeAll(async () => {
  const { report } = await run(['-r', 'eu-west-1', '--check', CHECKS, '-o', 'json'], sampleWithFewGrants(NOW))
  const keys = report().keys.slice(0, 3)
  whole = { ...report(), summary: { ...report().summary, keys: keys.length }, keys }
  paths = [...pathsIn(whole, [])]
})

/** Of every field, and of the first item of every list. */
function* pathsIn(value: unknown, path: Path): Generator<Path> {
  if (path.length > 0) yield path
  // A policy is the account's own text; checks read it as it comes.
  if (path.at(-1) === 'key_policy' || typeof value !== 'object' || value === null) return
  const parts = Array.isArray(value) ? [...value.entries()].slice(0, 1) : Object.entries(value)
  for (const [name, part] of parts) yield* pathsIn(part, [...path, name])
}

function withPart(path: Path, part: unknown): unknown {
  const copy = structuredClone(whole)
  const last = path.at(-1) ?? ''
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => Reflect.get(at as object, step), copy)
  Reflect.set(parent as object, last, part)
  return copy
}

test('saved report: one that the program wrote is taken, with fields that it does not know', () => {
  expect(schemaErrorIn(whole, validate)).toBeNull()
  expect(
    schemaErrorIn({ ...whole, later: 1, keys: whole.keys.map(key => ({ ...key, later: [] })) }, validate),
  ).toBeNull()
})

test('saved report: an edited one is shown or refused in one line, and never a bug', async () => {
  const part = fc.constantFrom(undefined, null, 7, 'x', {}, [], [null], [7], '2026-13-45T00:00:00Z')
  const words = fc.constantFrom(
    ['-r', 'eu-west-1', '--unused-days', '30', '--price-per-key', '2', '-o', 'csv'],
    ['--check', CHECKS, '--fail-on', 'info', '-o', 'sarif'],
    ['--check', CHECKS],
    ['-o', 'asff'],
    ['-o', 'ocsf', '--baseline', file],
  )
  const edit = fc.asyncProperty(fc.nat(), part, words, async (number, value, argv) => {
    const path = paths[number % paths.length] ?? []
    writeFileSync(file, JSON.stringify(withPart(path, value)))
    const { exit, err } = await run(['--from', file, ...argv], NO_KEYS, { io: memoryIo() })
    expect([exit, err]).not.toEqual([3, expect.anything()])
    if (exit === 2) expect(err.trimEnd().split('\n')).toHaveLength(1)
  })
  await fc.assert(edit, { numRuns: randomRuns(36), seed: 11 })
})
