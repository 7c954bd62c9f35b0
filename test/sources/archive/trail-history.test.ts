import { describe, expect, test } from 'vitest'
import { DAY } from '../../../src/model/time.ts'
import { simKey, type SimUse } from '../../../src/simulation/world/sim-key.ts'
import { simAccount, type SimAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { ACCOUNT, temporaryFolder } from '../../archives/index-store/tiny-archive.ts'
import { run, type Run } from '../../run.ts'
import { writeReadOnlyArchive } from './read-only-archive.ts'

const NOW = Date.UTC(2026, 10, 22, 9)
const id = (end: number): string => `1234abcd-12ab-34cd-56ef-${String(end).padStart(12, '0')}`
/** Created so many days ago, and never used. */
const keyOf = (days: number) => simKey({ id: id(days), createdAt: NOW - days * DAY })

const change = (operation: string, daysAgo: number): SimUse => ({
  operation,
  at: NOW - daysAgo * DAY,
  target: 'cloudtrail.amazonaws.com',
  parameters: { name: 'years' },
})

const world = (noise: readonly SimUse[], account: Partial<SimAccount> = {}, region = 'us-east-1'): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: ACCOUNT,
      enabledRegions: ['us-east-1', 'eu-west-1'],
      regions: {
        'us-east-1': { keys: [], noise },
        [region]: { keys: [keyOf(20), keyOf(60)], ...(region === 'us-east-1' && { noise }) },
      },
      trails: [{ name: 'years', homeRegion: 'us-east-1', multiRegion: true, logging: true }],
      ...account,
    }),
  ],
})

function audit(of: SimulatedWorld, region = 'us-east-1'): Promise<Run> {
  const folder = temporaryFolder()
  writeReadOnlyArchive(folder, { until: NOW, days: 120, region })
  const argv = ['--source', 'archive', '--trail-archive', folder, '--no-requests', '-o', 'json']
  return run(['-r', region, ...argv], of)
}

const lastUsed = ({ report }: Run): (string | undefined)[] =>
  [20, 60].map(days => report().keys.find(({ key_id }) => key_id === id(days))?.last_used)

/** The Regions of the lookups. */
const lookups = ({ requests }: Run): (string | undefined)[] =>
  requests
    .filter(({ headers }) => headers['x-amz-target']?.endsWith('.LookupEvents') === true)
    .map(({ host }) => host.split('.')[1])

describe('event history of trails', () => {
  test('trail history: a log without write events covers the last 90 days if the trail was not changed in them', async () => {
    expect(lastUsed(await audit(world([])))).toEqual(['Never', 'Never'])
  })

  test('trail history: it covers the time since the last change, in whatever pages that is found', async () => {
    const noise = Array.from({ length: 60 }, () => change('UpdateTrail', 30))
    expect(lastUsed(await audit(world(noise)))).toEqual(['Never', 'Never since 2026-10-23'])
  })

  test('trail history: it is read in the home Region of the trail, with one lookup for each kind of change', async () => {
    const quiet = await audit(world([], {}, 'eu-west-1'), 'eu-west-1')
    expect(lastUsed(quiet)).toEqual(['Never', 'Never'])
    expect(lookups(quiet)).toEqual(Array.from({ length: 6 }, () => 'us-east-1'))
    const changed = await audit(world([change('StopLogging', 25)], {}, 'eu-west-1'), 'eu-west-1')
    expect(lastUsed(changed)).toEqual(['Never', 'Never since 2026-10-28'])
  })

  test('trail history: if it may not be read nothing is covered, and a gap says so', async () => {
    const refused = await audit(world([], { deniedActions: ['cloudtrail:LookupEvents'] }))
    expect(lastUsed(refused)).toEqual(['Unknown', 'Unknown'])
    expect(refused.report().gaps).toMatchObject([
      { operation: 'cloudtrail:LookupEvents', reason: 'denied' },
      {
        operation: 'kms-audit:trail-archive',
        reason: 'partial',
        message: expect.stringMatching(/home Region us-east-1/),
      },
    ])
    expect(lookups(refused)).toHaveLength(1)
  })

  test('trail history: that of a trail of an organization is not asked for', async () => {
    const trails = [{ name: 'years', homeRegion: 'us-east-1', multiRegion: true, organization: true, logging: true }]
    expect(lookups(await audit(world([], { trails })))).toEqual([])
  })
})
