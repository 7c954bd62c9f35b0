import { describe, expect, test } from 'vitest'
import { refuse } from '../../../src/simulation/faults/faults.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { HOUR } from '../../../src/model/time.ts'
import { aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'

const keys = [1, 2, 3].map(number => simKey({ id: id(number), uses: [{ operation: 'Decrypt', at: NOW - 3 * HOUR }] }))
const REFUSALS = ['OptInRequired', 'UnrecognizedClientException', 'InvalidClientTokenId', 'ExpiredTokenException']

describe.concurrent('one operation alone refuses the credentials, and STS does not: that operation is denied', () => {
  const rows = REFUSALS.flatMap(name =>
    ['cloudwatch:ListMetrics', 'kms:GetKeyLastUsage', 'kms:ListAliases'].map(operation => [name, operation] as const),
  )
  test.each(rows)(
    'refused credentials: if STS still takes them, that operation alone is denied (%s from %s)',
    async (name, operation) => {
      const error = { name, message: 'refused', status: 403 }
      const faults = [refuse({ operation: operation.split(':')[1] ?? '', error })]
      const { exit, report, aws } = await run(['-o', 'json'], aWorld(keys), { faults })
      expect(exit).toBe(0)
      const gaps = report().gaps.filter(gap => gap.operation === operation)
      expect(gaps).toMatchObject([{ reason: 'denied', message: expect.stringContaining('the credentials are valid') }])
      expect(report().gaps.some(({ reason }) => reason === 'expired' || reason === 'not_enabled')).toBe(false)
      expect(report().summary).toMatchObject({ keys: 3, in_use: 3 })
      expect(aws.calls['sts:GetCallerIdentity']).toBe(2)
    },
  )
})

test('refused credentials: if STS refuses them too, they have expired, exit 4', async () => {
  let asked = 0
  const error = { name: 'ExpiredToken', message: 'The security token included in the request is expired', status: 403 }
  const faults = [
    refuse({ operation: 'DescribeKey', error }),
    refuse({ operation: 'GetCallerIdentity', error, when: () => ++asked > 1 }),
  ]
  const { exit, report } = await run(['-o', 'json'], aWorld(keys), { faults })
  expect(exit).toBe(4)
  expect(report().gaps).toContainEqual(expect.objectContaining({ reason: 'expired', region: null }))
})
