import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { reset } from '../../../src/simulation/faults/faults.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { NOW } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'
import { SHOP, inventory, member, worldOf, placesOf, expectOneLine } from './accounts.ts'

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: NOW }))

afterAll(() => vi.useRealTimers())

describe.concurrent('where STS cannot be reached', () => {
  const faults = [reset({ service: 'sts' })]

  test("STS unreachable: the account is read from the first key's ARN", async () => {
    const audited = await run(inventory, worldOf(member(SHOP)), { faults })
    expect(placesOf(audited)).toEqual([`${SHOP} us-east-1`])
    expect(audited.report().keys).toHaveLength(1)
  })

  test('STS unreachable: a Region without keys does not show the account, and another one is asked', async () => {
    const world = worldOf(member(SHOP, { in: ['us-east-1'], enabledRegions: ['eu-west-1', 'us-east-1'] }))
    const audited = await run([...inventory, '-r', 'eu-west-1,us-east-1'], world, { faults })
    expect(placesOf(audited)).toEqual([`${SHOP} eu-west-1`, `${SHOP} us-east-1`])
  })

  test('STS unreachable: no account is invented where there are no keys at all', async () => {
    const world = worldOf(simAccount({ id: SHOP }))
    expectOneLine(await run(inventory, world, { faults }), 3, /Could not connect to AWS/)
  })
})
