import { expect, test } from 'vitest'
import { refuse } from '../../../src/simulation/faults/faults.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { aWorld, id } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'

const error = { name: 'UnsupportedOperationException', message: 'The operation is not supported for this key.' }
const CHECK = ['--check', 'rotation-off', '--source', 'none', '--no-requests', '--strict', '-o', 'json']

test.each(['GetKeyRotationStatus', 'ListKeyRotations'])(
  'rotation-off: %s is not supported for an imported key, which settles it: not applicable, exit 0',
  async operation => {
    const imported = simKey({ id: id(1), origin: 'EXTERNAL' })
    const { exit, report } = await run(CHECK, aWorld([imported]), { faults: [refuse({ operation, error })] })
    expect(report().gaps).toEqual([])
    expect(report().findings).toMatchObject([{ check: 'rotation-off', status: 'not_applicable' }])
    expect(report().keys[0]?.cost).toMatchObject({ key: 1, basis: 'with_rotations' })
    expect(exit).toBe(0)
  },
)

test('rotation-off: the same answer for a key of origin AWS_KMS is a gap', async () => {
  const faults = [refuse({ operation: 'GetKeyRotationStatus', error })]
  const { exit, report } = await run(CHECK, aWorld([simKey({ id: id(1) })]), { faults })
  expect(report().gaps).toMatchObject([{ operation: 'kms:GetKeyRotationStatus', reason: 'unsupported' }])
  expect(exit).toBe(4)
})
