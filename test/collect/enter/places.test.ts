import { describe, expect, test } from 'vitest'
import { reset } from '../../../src/simulation/faults/faults.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY } from '../../../src/model/time.ts'
import { ACCOUNT, aWorld } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { run } from '../../run.ts'
import { used, busy, quiet } from '../two-keys.ts'

const json = ['-o', 'json']

describe.concurrent('places', () => {
  const twoRegions = {
    ...aWorld([]),
    accounts: [
      simAccount({
        id: ACCOUNT,
        enabledRegions: ['us-east-1', 'eu-west-1', 'eu-central-1'],
        regions: { 'us-east-1': { keys: [busy] }, 'eu-west-1': { keys: [quiet] } },
      }),
    ],
  }

  test.each([
    ['a list', ['-r', 'us-east-1,eu-west-1'], ['eu-west-1', 'us-east-1']],
    ['a repeated option', ['-r', 'us-east-1', '-r', 'eu-west-1'], ['eu-west-1', 'us-east-1']],
    ['a glob', ['-r', 'eu-*'], ['eu-central-1', 'eu-west-1']],
    ['all', ['-r', 'all'], ['eu-central-1', 'eu-west-1', 'us-east-1']],
    ['nothing but the environment', [], ['us-east-1']],
  ])('places: they are chosen by %s', async (_, argv, regions) => {
    const { report } = await run([...json, ...argv], twoRegions)
    expect(report().scope.places.map(({ region }) => region)).toEqual(regions)
  })

  test('places: EC2 is asked only where the Account API refuses', async () => {
    const allowed = await run([...json, '-r', 'all'], twoRegions)
    expect(allowed.aws.calls).not.toHaveProperty('ec2:DescribeRegions')
    const refused = await run([...json, '-r', 'all'], twoRegions, {
      faults: [deniedByIdentityPolicy({ operation: 'ListRegions' })],
    })
    expect(refused.report().scope.places).toHaveLength(3)
    expect(refused.aws.calls['ec2:DescribeRegions']).toBe(1)
  })

  test('places: those that are not enabled are a gap, not a failed run', async () => {
    const { report, exit } = await run([...json, '-r', 'us-east-1,ap-south-1,cn-north-1'], twoRegions)
    expect(exit).toBe(0)
    expect(report().keys).toHaveLength(1)
    expect(report().gaps.map(({ region, reason }) => [region, reason])).toEqual([
      ['ap-south-1', 'not_enabled'],
      ['cn-north-1', 'not_enabled'],
    ])
    expect(report().scope.places.find(({ region }) => region === 'ap-south-1')?.status).toBe('unreachable')
  })

  test('places: one that does not answer is a gap, and the others are complete', async () => {
    const { report } = await run([...json, '-r', 'us-east-1,eu-west-1'], twoRegions, {
      faults: [reset({ region: 'eu-west-1' })],
    })
    expect(report().gaps).toContainEqual(expect.objectContaining({ region: 'eu-west-1', reason: 'network' }))
    expect(report().keys).toHaveLength(1)
  })

  test.each(['eu-wst-1', 'mars-*'])('places: the names %s are wrong usage', async name => {
    const { exit, out, err } = await run(['-r', name], twoRegions)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toContain(name)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  test('places: without any Region there is nothing to audit', async () => {
    const { exit, err } = await run([], twoRegions, { io: memoryIo() })
    expect(exit).toBe(2)
    expect(err).toMatch(/No Region given.*-r/)
  })

  test('places: a multi-Region key is in use when its replica is, and Regions of members not asked are named', async () => {
    const family = 'mrk-1234567890abcdef1234567890abcdef'
    const at = (region: string) => `arn:aws:kms:${region}:${ACCOUNT}:key/${family}`
    const members = { primary: at('us-east-1'), replicas: [at('eu-west-1')] }
    const world = {
      ...twoRegions,
      accounts: [
        simAccount({
          id: ACCOUNT,
          regions: {
            'us-east-1': { keys: [simKey({ id: family, multiRegion: { type: 'PRIMARY', ...members } })] },
            'eu-west-1': {
              keys: [simKey({ id: family, multiRegion: { type: 'REPLICA', ...members }, uses: [used(2 * DAY)] })],
            },
          },
        }),
      ],
    }
    const both = await run([...json, '-r', 'us-east-1,eu-west-1'], world)
    expect(both.report().keys.map(({ disposition }) => disposition)).toEqual(['in_use', 'in_use'])
    const one = await run(json, world)
    expect(one.report().keys.map(({ disposition }) => disposition)).toEqual(['unknown'])
    expect(one.err).toMatch(
      /1 multi-Region key has a related key in eu-west-1. To include it, use -r eu-west-1,us-east-1.\n/,
    )
  })
})
