import { beforeAll, describe, expect, test, vi } from 'vitest'
import { checks } from '../src/checks/index.ts'
import { sampleWorld, SAMPLE_REGIONS } from '../src/demo/sample-account.ts'
import { simAccount, simKey, type SimTrail, type World } from '../src/demo/world.ts'
import { main } from '../src/main.ts'
import type { Finding, FindingStatus } from '../src/model/finding.ts'
import type { Report } from '../src/model/report.ts'
import { memoryIo } from './memory-io.ts'
import { run } from './run.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const NOW = Date.UTC(2026, 10, 20, 14, 30)

const NEVER_FAILS = {
  'grants-near-quota': '40,000 grants are 400 pages of 30 ms each: too long for a demo; test/checks/grants.test.ts',
}

const NEVER_PASSES = {
  'trail-missing': 'an account either passes or fails; below, another account',
  'trail-not-logging': 'an account either passes or fails; below, another account',
  'trail-hides-kms': 'an account either passes or fails; below, another account',
}

const ids = Object.keys(checks)
let everywhere: Finding[] = []
let byDefault: Finding[] = []

beforeAll(async () => {
  const io = memoryIo()
  expect(await main(['--demo', '-r', 'all', '--checks', '-o', 'json'], io, () => NOW)).toBe(0)
  everywhere = findingsIn(io.out())
  byDefault = findingsIn((await run(['-r', SAMPLE_REGIONS.join(), '--checks', '-o', 'json'], sampleWorld(NOW))).out)
})

describe('--demo -r all --checks', () => {
  test('shows each check failing', () => {
    expect(without('fail', everywhere)).toEqual(Object.keys(NEVER_FAILS).toSorted())
  })

  test('shows each check passing', () => {
    expect(without('pass', everywhere)).toEqual(Object.keys(NEVER_PASSES).toSorted())
  })
})

test('without -r all they fail too', () => {
  expect(without('fail', byDefault)).toEqual(Object.keys(NEVER_FAILS).toSorted())
})

test('Never stands in the column Last Used only', async () => {
  const { out } = await run(['-r', 'all', '--checks'], sampleWorld(NOW))
  expect(out).toContain('policy-public')
  const lines = out.split('\n').filter(line => line.includes('Never'))
  expect(lines.length).toBeGreaterThan(3)
  const title = out.split('\n').find(line => line.includes('Last Used')) ?? ''
  const column = title.split('|').findIndex(cell => cell.trim() === 'Last Used')
  for (const line of lines) {
    const cells = line.split('|')
    expect(cells[column]).toContain('Never')
    expect(cells.toSpliced(column, 1).join()).not.toContain('Never')
  }
})

describe('the checks of an account', () => {
  const trail: SimTrail = { name: 'all', homeRegion: 'eu-west-1', multiRegion: true, logging: true }
  const trailsOf = async (...trails: SimTrail[]): Promise<Record<string, string>> => {
    const { out } = await run(['--checks', '-o', 'json'], worldWith(trails))
    const found = findingsIn(out).filter(({ check }) => check.startsWith('trail-'))
    return Object.fromEntries(found.map(({ check, status }) => [check, status]))
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
  ])('%s', async (_, trails, missing, off, hides) => {
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

const worldWith = (trails: readonly SimTrail[]): World => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: '444455556666',
      trails,
      regions: { 'us-east-1': { keys: [simKey({ id: '1234abcd-12ab-34cd-56ef-1234567890ab' })] } },
    }),
  ],
})

const findingsIn = (json: string): Finding[] => (JSON.parse(json) as { findings: Finding[] }).findings

/** The checks that say this of nothing. */
const without = (status: FindingStatus, findings: readonly Finding[]): string[] =>
  ids.filter(id => !findings.some(finding => finding.check === id && finding.status === status)).toSorted()

test('rotations that were read for a check are in the price', async () => {
  const { out } = await run(['-r', 'us-east-1', '--check', 'rotation-off', '-o', 'json'], sampleWorld(NOW))
  const { keys } = JSON.parse(out) as Report
  const costOf = (alias: string) => keys.find(({ aliases }) => aliases.includes(alias))?.cost
  expect(costOf('alias/prod/orders-db')).toMatchObject({ key: 3, basis: 'with_rotations' })
  expect(costOf('alias/data-lake')).toMatchObject({ key: 3, basis: 'with_rotations' })
  expect(costOf('alias/ci/build-secrets')).toMatchObject({ key: 1, basis: 'with_rotations' })
})
