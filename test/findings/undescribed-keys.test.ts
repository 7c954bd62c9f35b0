import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { statusOnly } from '../../src/simulation/faults/faults.ts'
import { deniedByIdentityPolicy, deniedByKeyPolicy } from '../../src/simulation/faults/aws-errors.ts'
import { simKey } from '../../src/simulation/world/sim-key.ts'
import { aWorld, id } from '../simulation/services/clients.ts'
import { run } from '../run.ts'

const world = aWorld([simKey({ id: id(1) }), simKey({ id: id(2) })])
const faults = [
  deniedByIdentityPolicy({ operation: 'DescribeKey' }),
  deniedByIdentityPolicy({ operation: 'GetKeyLastUsage' }),
]
const ALLOW =
  'kms-audit: No key could be described. Allow kms:DescribeKey and kms:GetKeyLastUsage ' +
  'in the IAM policy of these credentials and in the key policies.\n'

describe.concurrent('no key could be described', () => {
  test.each([[[]], [['--fail-on', 'unused']], [['-q']], [['--strict']]])(
    'no key described: exit 4 and the missing permissions, with %j',
    async argv => {
      const { exit, err } = await run(argv, world, { faults })
      expect(exit).toBe(4)
      expect(err).toContain(ALLOW)
    },
  )

  test('no key described: the cost is unknown, in the table and in JSON', async () => {
    const table = await run([], world, { faults })
    expect(table.out).toContain('Cost        unknown: no key could be described\n')
    expect(table.out).not.toContain('$0.00')
    const { report } = await run(['-o', 'json'], world, { faults })
    expect(report().savings).toMatchObject({ monthly_cost: null, annual_cost: null, unused_key_count: 0 })
  })

  test('no key described: a saved report of that kind ends the same way', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'undescribed-'))
    try {
      const path = join(folder, 'report.json')
      writeFileSync(path, (await run(['-o', 'json'], world, { faults })).out)
      const { exit, err } = await run(['--from', path, '--fail-on', 'unused'], world)
      expect({ exit, err }).toEqual({ exit: 4, err: ALLOW })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('no key described: if AWS failed otherwise, the line says how', async () => {
    const failing = [
      statusOnly(500, { operation: 'DescribeKey' }),
      deniedByIdentityPolicy({ operation: 'GetKeyLastUsage' }),
    ]
    const { exit, err } = await run([], world, { faults: failing })
    expect(exit).toBe(4)
    expect(err).toMatch(/kms-audit: No key could be described: .+\.\n/)
  })

  test.each([
    ['one of two keys', [deniedByKeyPolicy({ operation: 'DescribeKey', keyId: id(1) })], world],
    ['an account without keys', faults, aWorld([])],
  ])('no key described: %s does not count', async (_, some, place) => {
    const { exit, err } = await run(['--source', 'none'], place, { faults: some })
    expect(exit).toBe(0)
    expect(err).not.toContain('No key could be described')
  })
})
