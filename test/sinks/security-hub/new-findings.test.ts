import { expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import {
  ACCOUNT,
  aHub,
  fine,
  NOW,
  publish,
  statesIn,
  keysWithTwoFindings,
  unrotated,
  worldAt,
  findingOf,
  importCalls,
  stderrLines,
} from './a-hub.ts'

const PRODUCT = `arn:aws:securityhub:us-east-1:${ACCOUNT}:product/${ACCOUNT}/default`

test.concurrent('new findings: problems are sent, and passes that never failed are not', async () => {
  const hub = aHub()
  const sent = await publish(worldAt(NOW, [unrotated(1), fine(2), fine(3, { aliases: [] })], hub))
  expect(sent).toMatchObject({ exit: 0, out: `${ACCOUNT} us-east-1: 2 active, 0 resolved\n` })
  expect(stderrLines(sent)).toEqual([
    `kms-audit: Findings for Security Hub in us-east-1 of account ${ACCOUNT}: 2 active findings (1 medium, 1 low).`,
  ])
  expect(statesIn(hub)).toEqual(['alias-missing 3 ACTIVE FAILED', 'rotation-off 1 ACTIVE FAILED'])
  expect(findingOf(hub)).toMatchObject({
    ProductArn: PRODUCT,
    CreatedAt: '2026-11-20T14:30:00Z',
    AwsAccountId: ACCOUNT,
  })
})

test.concurrent('new findings: a check without data is sent as WARNING', async () => {
  const hub = aHub()
  const faults = [deniedByIdentityPolicy({ operation: 'GetKeyRotationStatus' })]
  const sent = await publish(worldAt(NOW, [fine(1)], hub), [], { faults })
  expect(sent.exit).toBe(0)
  expect(sent.err).toContain('1 active finding (1 unknown)')
  expect(statesIn(hub)).toEqual(['rotation-off 1 ACTIVE WARNING'])
})

test.concurrent('new findings: an account without problems gets none, and one line says so', async () => {
  const sent = await publish(worldAt(NOW, [fine(1)], aHub()))
  expect(sent).toMatchObject({ exit: 0, out: 'Nothing to send.\n', err: '' })
  expect(importCalls(sent)).toBe(0)
})

test.concurrent('new findings: 250 of them go in three calls', async () => {
  const hub = aHub()
  const sent = await publish(worldAt(NOW, keysWithTwoFindings(125), hub))
  expect(sent.out).toBe(`${ACCOUNT} us-east-1: 250 active, 0 resolved\n`)
  expect(importCalls(sent)).toBe(3)
  expect(hub.findings.size).toBe(250)
})
