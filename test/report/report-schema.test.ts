import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { validate } from '../../src/report/validators/report.ts'
import { schemaErrorIn } from '../../src/report/schema-error.ts'
import { seeded } from '../../src/simulation/world/random.ts'
import { formats } from '../../src/formats/index.ts'
import { main } from '../../src/main.ts'
import { GAP_REASONS } from '../../src/model/gap.ts'
import type { Report } from '../../src/model/report/report.ts'
import schema from '../../src/model/schemas/report.schema.json' with { type: 'json' }
import { NOW } from '../simulation/services/clients.ts'
import { memoryIo } from '../memory-io.ts'
import { FAST, run } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import { damaged } from './damage.ts'
import { randomRuns } from '../random-runs.ts'

const folder = mkdtempSync(join(tmpdir(), 'report-schema-'))
const path = join(folder, 'report.json')
afterAll(() => rmSync(folder, { recursive: true }))

/** A report of the sample account with everything that a report can hold, and few keys. */
let report: Report

beforeAll(async () => {
  const audited = await run(['-o', 'json', '--checks'], sampleWithFewGrants(NOW))
  report = audited.report()
  const keys = report.keys.filter(({ grants }) => (grants?.length ?? 0) < 100).slice(0, 4)
  const ids = new Set(keys.map(key => key.key_id))
  report = { ...report, keys, findings: (report.findings ?? []).filter(({ key_id: id }) => ids.has(id ?? '')) }
})

describe('a report that kms-audit writes fits the published schema:', () => {
  test.each([
    [''],
    ['--checks'],
    ['--checks --severity high --only unused'],
    ['--source none --no-requests'],
    ['--source kms'],
    ['--manager all --double-check'],
    ['--key alias/data-lake'],
    ['--price-per-key 2 --unused-days 30'],
  ])('report schema: it accepts the report of kms-audit %s', async options => {
    const argv = ['-o', 'json', ...options.split(' ').filter(word => word !== '')]
    const audited = await run(argv, sampleWithFewGrants(NOW))
    expect(schemaErrorIn(audited.report(), validate)).toBeNull()
  })

  test('report schema: the list of reasons is that of the program', () => {
    expect(schema.definitions.reason.enum).toEqual([...GAP_REASONS])
  })
})

async function shown(document: unknown, argv: readonly string[]): Promise<{ exit: number; err: string }> {
  writeFileSync(path, JSON.stringify(document))
  const io = memoryIo({ env: FAST })
  const exit = await main(['--from', path, ...argv], io, () => NOW)
  return { exit, err: io.err() }
}

describe('--from names the place in the document that is wrong, exit 2:', () => {
  const change = (edit: (copy: Record<string, never>) => void): unknown => {
    const copy = structuredClone(report) as unknown as Record<string, never>
    edit(copy)
    return copy
  }
  test.each([
    ['savings.monthly_cost', 'text', 'savings.monthly_cost must be a number or null'],
    ['summary.keys', -1, 'summary.keys must be at least 0'],
    ['scope.sources', undefined, 'scope.sources is missing'],
    ['scope.trails', 7, 'scope.trails must be an object'],
    ['scope.places', [], 'scope.places is not valid: The audited Regions of each account, at least one'],
    ['keys.3.grants', 'text', 'keys[3].grants must be a list or null'],
    ['keys.3.created_at', 'yesterday', 'keys[3].created_at is not valid: UTC, such as 2026-11-20T14:30:22Z'],
    ['gaps.0.reason', 'bored', 'gaps[0].reason must be one of denied, throttled'],
    ['keys.0', null, 'keys[0] must be an object'],
  ])('--from: the place in the document that is wrong is named, exit 2 (%s as %s)', async (place, value, words) => {
    const document = change(copy => {
      const names = place.split('.')
      const last = names.pop() ?? ''
      const holder = names.reduce<Record<string, never>>((at, name) => at[name] as never, copy)
      if (value === undefined) delete holder[last]
      else holder[last] = value as never
    })
    const { exit, err } = await shown(document, ['-o', 'csv'])
    expect(exit).toBe(2)
    expect(err).toContain(`${path} is not a report of kms-audit: ${words}`)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})

test('--from: a report with fields that this version does not know is shown', async () => {
  const { exit } = await shown({ ...report, novelty: { a: 1 } }, ['-o', 'json'])
  expect(exit).toBe(0)
})

const CHANGES = randomRuns(30)

test(
  `--from: after ${CHANGES} random changes of a report the exit code is 0, or 2 with one line, and there is no stack`,
  { timeout: 120_000 },
  async () => {
    const random = seeded(20261120)
    const ids = Object.keys(formats)
    const wrong: string[] = []
    for (let number = 0; number < CHANGES; number++) {
      const { document, what } = damaged(report, random)
      const argv = ['-o', ids[number % ids.length] ?? 'table', ...(number % 4 === 0 ? ['--checks'] : [])]
      const { exit, err } = await shown(document, argv)
      const lines = err.split('\n').filter(line => line !== '')
      if ((exit !== 0 && exit !== 2) || (exit === 2 && lines.length !== 1) || /a bug in|\n +at /.test(err))
        wrong.push(`${what}: exit ${exit}: ${err.slice(0, 300)}`)
    }
    expect(wrong).toEqual([])
  },
)
