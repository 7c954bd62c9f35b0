import { describe, expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import type { SimSecurityHub } from '../../../src/simulation/world/sim-security-hub.ts'
import type { SimTrail } from '../../../src/simulation/world/world.ts'
import { DAY } from '../../../src/model/time.ts'
import { run, type Run, type RunOptions } from '../../run.ts'
import { ACCOUNT, aHub, heldIn, NOW, SEND, statesIn, withEnv, worldAt } from './a-hub.ts'

const PRODUCT = `arn:aws:securityhub:us-east-1:${ACCOUNT}:product/${ACCOUNT}/default`
const said = ({ err }: Pick<Run, 'err'>): string[] => err.trimEnd().split('\n')
const EAST = 'us-east-1'
const WEST = 'eu-west-1'
const trailIn = (homeRegion: string, logging: boolean): SimTrail => ({ name: `of-${homeRegion}`, homeRegion, logging })

/** An account with a Security Hub in each of two Regions and a trail of its own in each; what is sent outlives a run. */
function anAccount() {
  const hubs = { [WEST]: aHub(), [EAST]: aHub() }
  const regions = Object.fromEntries(Object.entries(hubs).map(([region, securityHub]) => [region, { securityHub }]))
  return {
    states: (region: keyof typeof hubs): string[] => statesIn(hubs[region] as SimSecurityHub),
    held: (region: keyof typeof hubs) => heldIn(hubs[region] as SimSecurityHub),
    /** On a day, in these Regions, with these trails logging. */
    publish(
      day: number,
      asked: string,
      logging: readonly string[],
      argv: readonly string[] = [],
      options: RunOptions = {},
    ) {
      const trails = [WEST, EAST].map(region => trailIn(region, logging.includes(region)))
      const world = worldAt(NOW + day * DAY, [], aHub(), { regions, trails } as never)
      const command = [...SEND, '--source', 'none', '--check', 'trail-not-logging', '-r', asked, ...argv]
      return run(command, world, { io: withEnv(), ...options })
    },
  }
}

const FAILS = 'trail-not-logging ACTIVE FAILED'
const PASSES = 'trail-not-logging ARCHIVED PASSED'
const BOTH = `${EAST},${WEST}`

describe.concurrent('what is said of the Regions of an account together', () => {
  test('names them, and is over when all of them are well', async () => {
    const { publish, states, held } = anAccount()
    await publish(0, BOTH, [WEST])
    expect(states(WEST)).toEqual([FAILS])
    expect(held(WEST)[0]?.ProductFields).toMatchObject({ 'kms-audit/Regions': `${WEST},${EAST}` })
    await publish(1, BOTH, [WEST, EAST])
    expect(states(WEST)).toEqual([PASSES])
  })

  test('is not over for an audit of some of them, and a line says so', async () => {
    const { publish, states } = anAccount()
    await publish(0, BOTH, [WEST])
    const sent = await publish(1, WEST, [WEST])
    expect(sent).toMatchObject({ exit: 0, out: 'Nothing to send.\n' })
    expect(said(sent)).toEqual([
      `kms-audit: Security Hub has 1 finding about Regions that this audit did not include. It was not changed. To update it, include ${EAST} in the audit.`,
    ])
    expect(states(WEST)).toEqual([FAILS])
  })

  test('stays about all of them when some fail in a later audit, and cannot become a warning', async () => {
    const { publish, states, held } = anAccount()
    await publish(0, BOTH, [WEST])
    await publish(1, WEST, [])
    expect(held(WEST)[0]?.ProductFields).toMatchObject({ 'kms-audit/Regions': `${WEST},${EAST}` })
    await publish(2, WEST, [WEST])
    expect(states(WEST)).toEqual([FAILS])
    const faults = [deniedByIdentityPolicy({ operation: 'GetTrailStatus' })]
    await publish(3, WEST, [WEST], [], { faults })
    expect(states(WEST)).toEqual([FAILS])
    await publish(4, BOTH, [WEST, EAST])
    expect(states(WEST)).toEqual([PASSES])
    await publish(5, WEST, [])
    expect(held(WEST)[0]?.ProductFields).toMatchObject({ 'kms-audit/Regions': WEST })
  })

  test('is not over where nobody may ask which Regions are meant', async () => {
    const { publish, states, held } = anAccount()
    const faults = [deniedByIdentityPolicy({ operation: 'GetFindings' })]
    await publish(0, BOTH, [WEST])
    const sent = await publish(1, WEST, [WEST], [], { faults })
    expect(sent).toMatchObject({ exit: 0, out: 'Nothing to send.\n' })
    expect(sent.err).toContain(
      'get resolved, except findings about whole accounts. To send fewer findings, allow securityhub:GetFindings',
    )
    expect(states(WEST)).toEqual([FAILS])
    await publish(2, WEST, [], [], { faults })
    expect(held(WEST)[0]?.ProductFields).not.toHaveProperty('kms-audit/Regions')
    expect(said(await publish(3, WEST, [WEST])).at(-1)).toMatch(
      /that this audit did not include\. It was not changed\.$/,
    )
    expect(states(WEST)).toEqual([FAILS])
  })
})

describe.concurrent('what is told in another Region than before', () => {
  test('is over here only if it is told there', async () => {
    const { publish, states } = anAccount()
    await publish(0, EAST, [])
    expect(states(EAST)).toEqual([FAILS])
    const sent = await publish(1, BOTH, [WEST], ['--severity', 'critical'])
    expect(sent).toMatchObject({ exit: 0, out: 'Nothing to send.\n' })
    expect([states(WEST), states(EAST)]).toEqual([[], [FAILS]])
    await publish(2, BOTH, [WEST])
    expect([states(WEST), states(EAST)]).toEqual([[FAILS], ['trail-not-logging ARCHIVED NOT_AVAILABLE']])
  })

  test('is over here too where it is there already and is not sent again', async () => {
    const { publish, states } = anAccount()
    await publish(0, BOTH, [WEST])
    await publish(1, EAST, [])
    expect([states(WEST), states(EAST)]).toEqual([[FAILS], [FAILS]])
    await publish(2, BOTH, [WEST], ['--severity', 'critical'])
    expect([states(WEST), states(EAST)]).toEqual([[FAILS], ['trail-not-logging ARCHIVED NOT_AVAILABLE']])
  })

  test('stays where the other one tells of fewer Regions', async () => {
    const { publish, states } = anAccount()
    await publish(0, WEST, [])
    await publish(1, EAST, [])
    await publish(2, BOTH, [], ['--severity', 'critical'])
    expect([states(WEST), states(EAST)]).toEqual([[FAILS], [FAILS]])
  })

  test('is PASSED here when all is well, wherever that is told', async () => {
    const { publish, states } = anAccount()
    await publish(0, EAST, [])
    await publish(1, BOTH, [WEST, EAST], ['--severity', 'critical'])
    expect([states(WEST), states(EAST)]).toEqual([[], [PASSES]])
  })
})

test('an account’s own findings are told in one Region, and move when that is another', async () => {
  const hubs = [aHub(), aHub()] as const
  const regions = {
    'us-east-1': { keys: [], securityHub: hubs[0] },
    'eu-west-1': { keys: [], securityHub: hubs[1] },
  }
  const trail = [...SEND, '--source', 'none', '--check', 'trail-missing']
  await run([...trail, '-r', 'us-east-1'], worldAt(NOW, [], hubs[0], { regions }), { io: withEnv() })
  expect(hubs.map(statesIn)).toEqual([['trail-missing ACTIVE FAILED'], []])
  const sent = await run([...trail, '-r', 'all'], worldAt(NOW + DAY, [], hubs[0], { regions }), { io: withEnv() })
  expect(said({ err: sent.out })).toEqual([
    `${ACCOUNT} eu-west-1: 1 active, 0 resolved`,
    `${ACCOUNT} us-east-1: 0 active, 1 resolved`,
  ])
  expect(hubs.map(statesIn)).toEqual([['trail-missing ARCHIVED NOT_AVAILABLE'], ['trail-missing ACTIVE FAILED']])
})

test('they go where Security Hub is enabled, if it is anywhere', async () => {
  const hub = aHub()
  const regions = { 'eu-west-1': { keys: [] }, 'us-east-1': { keys: [], securityHub: hub } }
  const argv = [...SEND, '--source', 'none', '--check', 'trail-missing', '-r', 'all']
  const sent = await run(argv, worldAt(NOW, [], hub, { regions }), { io: withEnv() })
  expect(sent).toMatchObject({ exit: 0, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n` })
  expect(heldIn(hub)).toMatchObject([{ ProductArn: PRODUCT, Resources: [{ Type: 'AwsAccount', Region: 'us-east-1' }] }])
})
