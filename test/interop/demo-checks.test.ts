import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { checks } from '../../src/checks/index.ts'
import { simAccount, type SimTrail, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import { simKey } from '../../src/simulation/world/sim-key.ts'
import { main } from '../../src/main.ts'
import { SEVERITIES, type Finding, type FindingStatus } from '../../src/model/finding.ts'
import type { Report } from '../../src/model/report/report.ts'
import { readCsv } from '../formats/read-csv.ts'
import { memoryIo } from '../memory-io.ts'
import { run } from '../run.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const NOW = Date.UTC(2026, 10, 20, 14, 30)

/** The demo is one account, and of these it has one finding each: they pass in another account, below. */
const NEVER_PASSES = ['trail-hides-kms', 'trail-missing', 'trail-not-logging']

/** KMS rotates the keys of the demo when they are due: only a fault of AWS makes this check fail. */
const NEVER_FAILS = ['rotation-overdue']

const ids = Object.keys(checks)
let folder = ''
let file = ''
let text = ''
let report: Report

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kms-audit-demo-'))
  file = join(folder, 'report.json')
  expect(await main(['--demo', '--checks', '-o', 'json', '-f', file], memoryIo(), () => NOW)).toBe(0)
  text = readFileSync(file, 'utf8')
  report = JSON.parse(text) as Report
})
afterAll(() => rm(folder, { recursive: true }))

/** What the saved demo looks like in another format. */
async function shown(...more: string[]): Promise<string> {
  const io = memoryIo()
  expect(await main(['--from', file, ...more], io, () => NOW)).toBe(0)
  return io.out()
}

describe('--demo --checks', () => {
  test('--demo --checks: each check fails, except for what only AWS can cause', () => {
    expect(without('fail', report.findings)).toEqual(NEVER_FAILS)
  })

  test('--demo --checks: every severity is shown', () => {
    const severities = failed().map(({ severity }) => severity)
    expect([...new Set(severities)].toSorted()).toEqual(SEVERITIES.toSorted())
  })

  test('--demo --checks: no check fails for more than a third of the keys', () => {
    const often = ids.filter(id => failed().filter(({ check }) => check === id).length > report.keys.length / 3)
    expect(often).toEqual([])
  })

  test('--demo --checks: the JSON is smaller than 350 KB', () => expect(statSync(file).size).toBeLessThan(350_000))

  test('--demo --checks: each check passes, except those that an account has only once', () => {
    expect(without('pass', report.findings)).toEqual(NEVER_PASSES)
  })

  test('--demo --checks: the CSV column Findings lists only checks that fail', async () => {
    const [header = [], ...rows] = readCsv(await shown('-o', 'csv'))
    const failed = rows.filter(row => row[header.indexOf('Findings')]?.split(' ').includes('policy-public'))
    const fails = report.findings?.filter(({ check, status }) => check === 'policy-public' && status === 'fail') ?? []
    expect(failed.map(row => row[header.indexOf('KeyId')])).toEqual(fails.map(({ key_id }) => key_id))
    const undecided = rows.filter(row => row[header.indexOf('FindingsUnknown')]?.split(' ').includes('policy-public'))
    expect(undecided.length).toBeGreaterThan(0)
  })

  test('--demo --checks: the table has a line for each failure, and Never only in the column Last Used', async () => {
    const lines = (await shown()).split('\n')
    for (const id of ids.filter(each => !NEVER_FAILS.includes(each)))
      expect(
        lines.some(line => line.includes(`  ${id}  `)),
        id,
      ).toBe(true)
    const unseen = lines.filter(line => line.includes('Never'))
    expect(unseen.length).toBeGreaterThan(3)
    const column = (lines.find(line => line.includes('Last Used')) ?? '').split('|').findIndex(isLastUsed)
    for (const line of unseen) {
      const cells = line.split('|')
      expect(cells[column]).toContain('Never')
      expect(cells.toSpliced(column, 1).join()).not.toContain('Never')
    }
  })

  test('--demo --checks: rotations that were read for a check count in the price', () => {
    const costOf = (alias: string) => report.keys.find(({ aliases }) => aliases.includes(alias))?.cost
    expect(costOf('alias/orders')).toMatchObject({ key: 3, basis: 'with_rotations' })
    expect(costOf('alias/data-lake')).toMatchObject({ key: 3, basis: 'with_rotations' })
    expect(costOf('alias/build-secrets')).toMatchObject({ key: 3, basis: 'with_rotations' })
  })
})

describe('a key with tens of thousands of grants', () => {
  const crowded = () => report.keys.find(({ aliases }) => aliases.includes('alias/exports'))

  test('many grants: the JSON has their number and ten of them', () => {
    expect(crowded()?.grants_total).toBe(40_100)
    expect(crowded()?.grants).toHaveLength(10)
  })

  test('many grants: the findings are the same when the saved report is judged again', async () => {
    const again = JSON.parse(await shown('-o', 'json', '--checks')) as Report
    expect(again.findings).toEqual(report.findings)
    expect(again.keys.map(({ grants_total }) => grants_total)).toEqual(
      report.keys.map(({ grants_total }) => grants_total),
    )
  })

  test('many grants: those that another version kept are not judged', async () => {
    const other = join(folder, 'other.json')
    writeFileSync(other, text.replace(/"tool_version": "[^"]*"/, '"tool_version": "0.0.9"'))
    const io = memoryIo()
    expect(await main(['--from', other, '--check', 'grant-cross-account', '-o', 'json'], io, () => NOW)).toBe(0)
    const again = JSON.parse(io.out()) as Report
    expect(again.findings?.find(({ key_id }) => key_id === crowded()?.key_id)).toMatchObject({
      status: 'unknown',
      detail: 'kms-audit 0.0.9 kept 10 of 40100 grants in this report; run the audit again to check them',
    })
    expect(again.keys.find(({ key_id }) => key_id === crowded()?.key_id)?.grants).toHaveLength(10)
    expect(again.gaps).toEqual(report.gaps)
  })

  test('many grants: the key fails one check of grants, in one short line', () => {
    const found = report.findings?.filter(
      ({ key_id, check }) => key_id === crowded()?.key_id && check.startsWith('grant'),
    )
    expect(found?.filter(({ status }) => status !== 'pass')).toMatchObject([
      { check: 'grants-near-quota', status: 'fail', detail: 'The key has 40,100 grants: 80% of the quota of 50,000.' },
    ])
  })

  test.each(['sarif', 'ocsf', 'asff', 'csv'])('many grants: they are not carried into %s', async format => {
    const out = await shown('-o', format)
    expect(out).toContain(crowded()?.key_id)
    expect(out).not.toContain(crowded()?.grants?.[5]?.grant_id)
    expect(out.length).toBeLessThan(1_500_000)
  })
})

const isLastUsed = (cell: string): boolean => cell.trim() === 'Last Used'

describe('the checks of an account', () => {
  const trail: SimTrail = { name: 'all', homeRegion: 'eu-west-1', multiRegion: true, logging: true }
  const trailsOf = async (...trails: SimTrail[]): Promise<Record<string, string>> => {
    const argv = ['--check', NEVER_PASSES.join(), '--source', 'none', '--no-requests', '-o', 'json']
    const { findings = [] } = (await run(argv, worldWith(trails))).report()
    return Object.fromEntries(findings.map(({ check, status }) => [check, status]))
  }

  test.each<[why: string, trails: SimTrail[], missing: FindingStatus, off: FindingStatus, hides: FindingStatus]>([
    ['no trail', [], 'fail', 'not_applicable', 'not_applicable'],
    ['one of all Regions', [trail], 'pass', 'pass', 'pass'],
    ['it was stopped', [{ ...trail, logging: false }], 'pass', 'fail', 'not_applicable'],
    ['one of another Region', [{ ...trail, multiRegion: false }], 'fail', 'not_applicable', 'not_applicable'],
    [
      'KMS left out',
      [{ ...trail, advancedEventSelectors: [advanced(['eventSource', 'NotEquals', 'kms.amazonaws.com'])] }],
      'pass',
      'pass',
      'fail',
    ],
    ['nothing left out', [{ ...trail, advancedEventSelectors: [advanced()] }], 'pass', 'pass', 'pass'],
  ])('trail checks: %s', async (_, trails, missing, off, hides) => {
    expect(await trailsOf(...trails)).toEqual({
      'trail-missing': missing,
      'trail-not-logging': off,
      'trail-hides-kms': hides,
    })
  })
})

const advanced = (...more: readonly (readonly [field: string, operator: string, value: string])[]) => ({
  FieldSelectors: [['eventCategory', 'Equals', 'Management'] as const, ...more].map(([Field, operator, value]) => ({
    Field,
    [operator]: [value],
  })),
})

const worldWith = (trails: readonly SimTrail[]): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: '444455556666',
      trails,
      regions: { 'us-east-1': { keys: [simKey({ id: '1234abcd-12ab-34cd-56ef-1234567890ab' })] } },
    }),
  ],
})

const failed = (): Finding[] => (report.findings ?? []).filter(({ status }) => status === 'fail')

/** The checks that say this of nothing. */
const without = (status: FindingStatus, findings: readonly Finding[] = []): string[] =>
  ids.filter(id => !findings.some(finding => finding.check === id && finding.status === status)).toSorted()
