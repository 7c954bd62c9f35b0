import { expect, test } from 'vitest'
import type { Report, TrailsByAccount } from '../../../src/model/report/report.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { simAccount, type SimTrail, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import type { Finding } from '../../../src/model/finding.ts'
import { run } from '../../run.ts'

const NOW = Date.UTC(2026, 10, 20, 14, 30)
const dublin: SimTrail = { name: 'dublin', homeRegion: 'eu-west-1', logging: true }
const oregon: SimTrail = { name: 'oregon', homeRegion: 'us-west-2', logging: false }
const everywhere: SimTrail = { name: 'everywhere', homeRegion: 'us-west-2', multiRegion: true, logging: true }

const REGIONS = ['eu-west-1', 'us-east-1', 'us-west-2']
const worldWith = (...trails: SimTrail[]): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: '111122223333',
      trails,
      regions: Object.fromEntries(REGIONS.map(region => [region, { keys: [simKey({ id: `key-${region}` })] }])),
    }),
  ],
})
const argv = (regions: string) => ['-r', regions, '--source', 'none', '--checks', '-o', 'json']
const trailCalls = (log: readonly { operation: string; region: string }[]): string[] =>
  log
    .filter(({ operation }) => operation.startsWith('cloudtrail:'))
    .map(({ operation, region }) => `${operation.slice('cloudtrail:'.length)} ${region}`)
    .toSorted()
const statusOf = (findings: readonly Finding[] = []): Record<string, string> =>
  Object.fromEntries(
    findings.filter(({ check }) => check.startsWith('trail-')).map(({ check, status }) => [check, status]),
  )

test('trails: those of single Regions are seen in each of them', async () => {
  const { report } = await run(argv(REGIONS.join()), worldWith(dublin, oregon))
  const { scope, findings } = report()
  expect(scope.trails).toMatchObject({
    '111122223333': {
      'eu-west-1': [{ name: 'dublin', home_region: 'eu-west-1', logging: true, hides_kms: [] }],
      'us-east-1': [],
      'us-west-2': [{ name: 'oregon', logging: false }],
    },
  })
  expect(statusOf(findings)).toEqual({
    'trail-missing': 'fail',
    'trail-not-logging': 'fail',
    'trail-hides-kms': 'pass',
  })
})

/** By Region, as this version reports them. */
const trailsIn = ({ scope }: Pick<Report, 'scope'>) => (scope.trails as TrailsByAccount)['111122223333'] ?? {}

test('trails: one for all Regions is listed in each, and read once in its home Region', async () => {
  const { report, aws } = await run(argv(REGIONS.join()), worldWith(everywhere))
  const seen = trailsIn(report())
  expect(Object.values(seen).map(trails => trails?.map(({ name }) => name))).toEqual(REGIONS.map(() => ['everywhere']))
  expect(trailCalls(aws.log)).toEqual([
    ...REGIONS.map(region => `DescribeTrails ${region}`),
    'GetEventSelectors us-west-2',
    'GetTrailStatus us-west-2',
  ])
})

test('trails: one whose home Region is not audited is read from a Region that sees it', async () => {
  const { report, aws } = await run(argv('us-east-1'), worldWith(everywhere))
  expect(statusOf(report().findings)['trail-not-logging']).toBe('pass')
  expect(trailCalls(aws.log)).toEqual([
    'DescribeTrails us-east-1',
    'GetEventSelectors us-east-1',
    'GetTrailStatus us-east-1',
  ])
})

test('trails: a Region that refuses is a gap, and its trails are unknown', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'DescribeTrails', region: 'us-west-2' })]
  const { report } = await run(argv(REGIONS.join()), worldWith(dublin, oregon), { faults })
  const { scope, findings, gaps } = report()
  expect(trailsIn({ scope })['us-west-2']).toBeNull()
  expect(gaps).toMatchObject([{ region: 'us-west-2', operation: 'cloudtrail:DescribeTrails', reason: 'denied' }])
  expect(statusOf(findings)).toEqual({
    'trail-missing': 'fail',
    'trail-not-logging': 'unknown',
    'trail-hides-kms': 'unknown',
  })
})

test('trails: a Region that does not list its keys is not asked for trails, and they are unknown', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'ListKeys', region: 'us-west-2' })]
  const { report, aws } = await run(argv(REGIONS.join()), worldWith(dublin, oregon), { faults })
  expect(trailsIn(report())['us-west-2']).toBeNull()
  expect(trailCalls(aws.log)).not.toContain('DescribeTrails us-west-2')
})

test('trails: a Region that is not enabled decides nothing', async () => {
  const { report } = await run(argv(`${REGIONS.join()},af-south-1`), worldWith(everywhere))
  const { scope, findings, gaps } = report()
  expect(gaps).toMatchObject([{ region: 'af-south-1', reason: 'not_enabled' }])
  expect(Object.keys(scope.trails?.['111122223333'] ?? {})).toEqual(REGIONS)
  expect(statusOf(findings)['trail-not-logging']).toBe('pass')
})

test('trails: the reason is shown if no Region can be read', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'DescribeTrails' })]
  const { report } = await run(argv(REGIONS.join()), worldWith(everywhere), { faults })
  const told = (report().findings ?? []).filter(({ check }) => check.startsWith('trail-'))
  expect(told).toMatchObject(
    Array.from({ length: 3 }, () => ({ status: 'unknown', detail: expect.stringContaining('DescribeTrails') })),
  )
})
