import { expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { stderrLines } from './a-hub.ts'
import { anAccount, BOTH, EAST, FAILS, PASSES, WEST } from './an-account.ts'

test.concurrent('account findings: a finding names its Regions, and is resolved when all of them pass', async () => {
  const { publish, states, findings } = anAccount()
  await publish(0, BOTH, [WEST])
  expect(states(WEST)).toEqual([FAILS])
  expect(findings(WEST)[0]?.ProductFields).toMatchObject({ 'kms-audit/Regions': `${WEST},${EAST}` })
  await publish(1, BOTH, [WEST, EAST])
  expect(states(WEST)).toEqual([PASSES])
})

test.concurrent(
  'account findings: an audit of some of its Regions does not resolve a finding, and a note says so',
  async () => {
    const { publish, states } = anAccount()
    await publish(0, BOTH, [WEST])
    const sent = await publish(1, WEST, [WEST])
    expect(sent).toMatchObject({ exit: 0, out: 'Nothing to send.\n' })
    expect(stderrLines(sent)).toEqual([
      `kms-audit: Security Hub has 1 finding about Regions that this audit did not include. It was not changed. To update it, include ${EAST} in the audit.`,
    ])
    expect(states(WEST)).toEqual([FAILS])
  },
)

test.concurrent(
  'account findings: a finding that fails again in some Regions still covers all, and cannot become a WARNING',
  async () => {
    const { publish, states, findings } = anAccount()
    await publish(0, BOTH, [WEST])
    await publish(1, WEST, [])
    expect(findings(WEST)[0]?.ProductFields).toMatchObject({ 'kms-audit/Regions': `${WEST},${EAST}` })
    await publish(2, WEST, [WEST])
    expect(states(WEST)).toEqual([FAILS])
    const faults = [deniedByIdentityPolicy({ operation: 'GetTrailStatus' })]
    await publish(3, WEST, [WEST], [], { faults })
    expect(states(WEST)).toEqual([FAILS])
    await publish(4, BOTH, [WEST, EAST])
    expect(states(WEST)).toEqual([PASSES])
    await publish(5, WEST, [])
    expect(findings(WEST)[0]?.ProductFields).toMatchObject({ 'kms-audit/Regions': WEST })
  },
)

test.concurrent('account findings: a finding whose Regions may not be read stays active', async () => {
  const { publish, states, findings } = anAccount()
  const faults = [deniedByIdentityPolicy({ operation: 'GetFindings' })]
  await publish(0, BOTH, [WEST])
  const sent = await publish(1, WEST, [WEST], [], { faults })
  expect(sent).toMatchObject({ exit: 0, out: 'Nothing to send.\n' })
  expect(sent.err).toContain(
    'get resolved, except findings about whole accounts. To send fewer findings, allow securityhub:GetFindings',
  )
  expect(states(WEST)).toEqual([FAILS])
  await publish(2, WEST, [], [], { faults })
  expect(findings(WEST)[0]?.ProductFields).not.toHaveProperty('kms-audit/Regions')
  expect(stderrLines(await publish(3, WEST, [WEST])).at(-1)).toMatch(
    /that this audit did not include\. It was not changed\.$/,
  )
  expect(states(WEST)).toEqual([FAILS])
})
