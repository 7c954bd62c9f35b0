import { expect, test } from 'vitest'
import { HOUR } from '../../../src/model/time.ts'
import { simKey, type SimUse } from '../../../src/simulation/world/sim-key.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { ACCOUNT, aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { activity, ROLE } from './event-history.ts'

test('activity: changes of trails are found, although they name no key', async () => {
  const stop: SimUse = {
    operation: 'StopLogging',
    target: 'cloudtrail.amazonaws.com',
    at: NOW - 3 * HOUR,
    by: ROLE,
    from: '198.51.100.7',
    parameters: { name: 'main' },
  }
  const region = { keys: [simKey({ id: id(1) })], noise: [stop] }
  const world = { ...aWorld([]), accounts: [simAccount({ id: ACCOUNT, regions: { 'us-east-1': region } })] }
  const { whole } = await activity(world)
  expect(whole().changes).toMatchObject([
    { operation: 'StopLogging', trail: 'main', key_arn: null, source_address: '198.51.100.7' },
  ])
  expect(whole().findings[0]).toMatchObject({ check: 'activity-key-change', severity: 'high', status: 'fail' })
})

test('activity: a trail whose home Region was not read makes its changes unknown there', async () => {
  const trails = [{ name: 'everywhere', homeRegion: 'us-west-2', multiRegion: true, logging: true }]
  const region = { keys: [simKey({ id: id(1) })] }
  const regions = { 'us-east-1': region, 'us-west-2': region }
  const world = { ...aWorld([]), accounts: [simAccount({ id: ACCOUNT, regions, trails })] }
  const changes = async (args: readonly string[]) => {
    const { findings } = (await activity(world, args)).whole()
    return findings.filter(({ check }) => check === 'activity-key-change').map(({ status, detail }) => [status, detail])
  }
  expect(await changes([])).toEqual([
    ['unknown', `Changes of trails are also recorded in ${ACCOUNT} us-west-2, which was not read.`],
  ])
  expect(await changes(['-r', 'us-east-1,us-west-2'])).toEqual([
    ['pass', ''],
    ['pass', ''],
  ])
})
