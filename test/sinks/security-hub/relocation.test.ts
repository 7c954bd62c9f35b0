import { expect, test } from 'vitest'
import { DAY } from '../../../src/model/time.ts'
import { run } from '../../run.ts'
import { ACCOUNT, aHub, findingsIn, NOW, SEND, statesIn, fastIo, worldAt, stderrLines } from './a-hub.ts'
import { anAccount, BOTH, EAST, FAILS, PASSES, WEST } from './an-account.ts'

const PRODUCT = `arn:aws:securityhub:us-east-1:${ACCOUNT}:product/${ACCOUNT}/default`

test.concurrent('relocation: the worked example of relocation.ts holds on each of its days', async () => {
  const { publish, states, findings } = anAccount()
  await publish(0, EAST, [])
  expect([states(WEST), states(EAST)]).toEqual([[], [FAILS]])
  expect(findings(EAST)[0]?.ProductFields).toMatchObject({ 'kms-audit/Regions': EAST })
  await publish(1, BOTH, [])
  expect([states(WEST), states(EAST)]).toEqual([[FAILS], ['trail-not-logging ARCHIVED NOT_AVAILABLE']])
  await publish(2, WEST, [])
  expect([states(WEST), states(EAST)]).toEqual([[FAILS], ['trail-not-logging ARCHIVED NOT_AVAILABLE']])
  expect(findings(WEST)[0]?.ProductFields).toMatchObject({ 'kms-audit/Regions': `${WEST},${EAST}` })
})

test.concurrent('relocation: the old copy is archived only if the finding is sent to its new Region', async () => {
  const { publish, states } = anAccount()
  await publish(0, EAST, [])
  expect(states(EAST)).toEqual([FAILS])
  const sent = await publish(1, BOTH, [WEST], ['--severity', 'critical'])
  expect(sent).toMatchObject({ exit: 0, out: 'Nothing to send.\n' })
  expect([states(WEST), states(EAST)]).toEqual([[], [FAILS]])
  await publish(2, BOTH, [WEST])
  expect([states(WEST), states(EAST)]).toEqual([[FAILS], ['trail-not-logging ARCHIVED NOT_AVAILABLE']])
})

test.concurrent('relocation: the old copy is archived if the new Region has the finding already', async () => {
  const { publish, states } = anAccount()
  await publish(0, BOTH, [WEST])
  await publish(1, EAST, [])
  expect([states(WEST), states(EAST)]).toEqual([[FAILS], [FAILS]])
  await publish(2, BOTH, [WEST], ['--severity', 'critical'])
  expect([states(WEST), states(EAST)]).toEqual([[FAILS], ['trail-not-logging ARCHIVED NOT_AVAILABLE']])
})

test.concurrent('relocation: the old copy stays if the one in the new Region covers fewer Regions', async () => {
  const { publish, states } = anAccount()
  await publish(0, WEST, [])
  await publish(1, EAST, [])
  await publish(2, BOTH, [], ['--severity', 'critical'])
  expect([states(WEST), states(EAST)]).toEqual([[FAILS], [FAILS]])
})

test.concurrent('relocation: the old copy is PASSED when all Regions pass', async () => {
  const { publish, states } = anAccount()
  await publish(0, EAST, [])
  await publish(1, BOTH, [WEST, EAST], ['--severity', 'critical'])
  expect([states(WEST), states(EAST)]).toEqual([[], [PASSES]])
})

test('relocation: account findings are sent to one Region, and move when another comes first', async () => {
  const hubs = [aHub(), aHub()] as const
  const regions = {
    'us-east-1': { keys: [], securityHub: hubs[0] },
    'eu-west-1': { keys: [], securityHub: hubs[1] },
  }
  const trail = [...SEND, '--source', 'none', '--check', 'trail-missing']
  await run([...trail, '-r', 'us-east-1'], worldAt(NOW, [], hubs[0], { regions }), { io: fastIo() })
  expect(hubs.map(statesIn)).toEqual([['trail-missing ACTIVE FAILED'], []])
  const sent = await run([...trail, '-r', 'all'], worldAt(NOW + DAY, [], hubs[0], { regions }), { io: fastIo() })
  expect(stderrLines({ err: sent.out })).toEqual([
    `${ACCOUNT} eu-west-1: 1 active, 0 resolved`,
    `${ACCOUNT} us-east-1: 0 active, 1 resolved`,
  ])
  expect(hubs.map(statesIn)).toEqual([['trail-missing ARCHIVED NOT_AVAILABLE'], ['trail-missing ACTIVE FAILED']])
})

test('relocation: account findings go to a Region that has Security Hub', async () => {
  const hub = aHub()
  const regions = { 'eu-west-1': { keys: [] }, 'us-east-1': { keys: [], securityHub: hub } }
  const argv = [...SEND, '--source', 'none', '--check', 'trail-missing', '-r', 'all']
  const sent = await run(argv, worldAt(NOW, [], hub, { regions }), { io: fastIo() })
  expect(sent).toMatchObject({ exit: 0, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n` })
  expect(findingsIn(hub)).toMatchObject([
    { ProductArn: PRODUCT, Resources: [{ Type: 'AwsAccount', Region: 'us-east-1' }] },
  ])
})
