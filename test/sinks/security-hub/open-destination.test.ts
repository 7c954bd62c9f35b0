import { expect, test } from 'vitest'
import { DAY } from '../../../src/model/time.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { refuse } from '../../../src/simulation/faults/faults.ts'
import { ACCOUNT, aHub, fine, NOW, publish, statesIn, unrotated, worldAt, importCalls } from './a-hub.ts'

test.concurrent(
  'denied GetFindings: passes are sent too, so that solved problems get resolved, and a note says why',
  async () => {
    const hub = aHub()
    const faults = [deniedByIdentityPolicy({ operation: 'GetFindings' })]
    await publish(worldAt(NOW, [unrotated(1), fine(2)], hub), [], { faults })
    expect(statesIn(hub)).toHaveLength(4)
    const sent = await publish(worldAt(NOW + DAY, [fine(1), fine(2)], hub), [], { faults })
    expect(sent).toMatchObject({ exit: 0, out: `${ACCOUNT} us-east-1: 0 active, 4 passed\n` })
    expect(sent.err).toMatch(
      /Could not read the existing findings in us-east-1 of account 111122223333 \(.*\)\. .*allow securityhub:GetFindings/,
    )
    expect(statesIn(hub).filter(state => !state.endsWith('ARCHIVED PASSED'))).toEqual([])
  },
)

test.concurrent(
  'destinations: Security Hub that is enabled nowhere means exit 3, with the command that enables it',
  async () => {
    const world = worldAt(NOW, [], aHub(), { regions: { 'us-east-1': { keys: [unrotated(1)] } } })
    const sent = await publish(world)
    expect(sent).toMatchObject({ exit: 3, out: '' })
    expect(sent.err).toBe(
      `kms-audit: Security Hub is not enabled in us-east-1 of account ${ACCOUNT}: 1 finding was not sent. ` +
        'To enable it, run aws securityhub enable-security-hub --region us-east-1.\n',
    )
  },
)

test.concurrent(
  'destinations: with Security Hub in one Region of two, that Region gets its findings, and the exit code is 4',
  async () => {
    const hub = aHub()
    const regions = { 'us-east-1': { keys: [unrotated(1)] }, 'eu-west-1': { keys: [unrotated(2)], securityHub: hub } }
    const sent = await publish(worldAt(NOW, [], hub, { regions }), ['-r', 'all'])
    expect(sent).toMatchObject({ exit: 4, out: `${ACCOUNT} eu-west-1: 1 active, 0 resolved\n` })
    expect(sent.err).toContain(`not enabled in us-east-1 of account ${ACCOUNT}: 1 finding was not sent`)
  },
)

test.concurrent('destinations: a Region without a problem needs no Security Hub', async () => {
  const hub = aHub()
  const regions = { 'us-east-1': { keys: [fine(1)] }, 'eu-west-1': { keys: [unrotated(2)], securityHub: hub } }
  expect(await publish(worldAt(NOW, [], hub, { regions }), ['-r', 'all'])).toMatchObject({ exit: 0 })
})

test.concurrent('destinations: nothing is sent to a Region where reading the existing findings fails', async () => {
  const broken = { name: 'InternalException', message: 'Internal error', status: 500 }
  const faults = [refuse({ operation: 'GetFindings', error: broken })]
  const sent = await publish(worldAt(NOW, [unrotated(1)], aHub()), [], { faults })
  expect(sent).toMatchObject({ exit: 3, out: '' })
  expect(sent.err).toContain(
    `Security Hub cannot be called in us-east-1 of account ${ACCOUNT} (Internal error): 1 finding was not sent.`,
  )
  expect(importCalls(sent)).toBe(0)
})
