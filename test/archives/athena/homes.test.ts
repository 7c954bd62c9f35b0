import { expect, test } from 'vitest'
import { DIGEST_TABLE } from '../../../src/archives/athena/query/digest-table.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import type { SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { run, type Run, type RunOptions } from '../../run.ts'
import { TABLE } from './an-athena.ts'
import { anIo, athenaOf, AUDIT, worldOf } from './audited-world.ts'

const properties = { ...TABLE.properties, 'projection.day.range': '2026/01/01,2026/01/31' }

/** Digest files of two trails: one that is at home elsewhere, and one of this Region alone. */
const world = (): SimulatedWorld =>
  worldOf(() => ({}), {
    athena: {
      tables: {
        'audit.kms_audit_trail': { ...TABLE, properties },
        'audit.digests': { columns: DIGEST_TABLE.required, partitions: DIGEST_TABLE.partitions, properties },
      },
    },
    account: {
      enabledRegions: ['eu-west-1', 'us-east-1'],
      trails: [
        { name: 'everywhere', homeRegion: 'us-east-1', multiRegion: true, logging: true },
        { name: 'here', homeRegion: 'eu-west-1', logging: true },
      ],
    },
  })

const audit = (of: SimulatedWorld, more: readonly string[], options: RunOptions = {}): Promise<Run> =>
  run([...AUDIT, ...more, '-o', 'json'], of, { io: anIo(), patience: 0, ...options })

const regionsAsked = (of: SimulatedWorld): string[] => [
  ...new Set([...athenaOf(of).executions.values()].map(({ sql }) => /AND region IN \((.*?)\)/.exec(sql)?.[1] ?? '')),
]

test('athena: with digest files, the home Region of a trail is searched for its changes, but not audited', async () => {
  const of = world()
  const audited = await audit(of, ['--athena-digests', 'audit.digests'])
  expect(audited.exit).toBe(0)
  expect(regionsAsked(of)).toEqual(["'eu-west-1', 'us-east-1'"])
  expect(audited.report().scope.places.map(({ region }) => region)).toEqual(['eu-west-1'])
})

test('athena: without digest files, whose silence decides nothing, no trail is looked for', async () => {
  const of = world()
  const { aws } = await audit(of, [])
  expect(regionsAsked(of)).toEqual(["'eu-west-1'"])
  expect(aws.calls['cloudtrail:DescribeTrails']).toBeUndefined()
})

test('athena: that trails may not be listed is a gap, and the places of the run are searched', async () => {
  const of = world()
  const faults = [deniedByIdentityPolicy({ operation: 'DescribeTrails' })]
  const { exit, report } = await audit(of, ['--athena-digests', 'audit.digests'], { faults })
  expect(exit).toBe(0)
  expect(regionsAsked(of)).toEqual(["'eu-west-1'"])
  expect(report().gaps.map(({ operation, reason }) => `${operation} ${reason}`)).toContain(
    'cloudtrail:DescribeTrails denied',
  )
})
