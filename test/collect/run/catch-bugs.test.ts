import { describe, expect, test } from 'vitest'
import { requestedKeyId } from '../../../src/simulation/services/requested-key.ts'
import type { WireRequest } from '../../../src/simulation/wire/call.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { ACCOUNT, aWorld, id } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'

const keys = [1, 2, 3].map(number => simKey({ id: id(number) }))
const INTERNAL = 'kms-audit:internal-error'
/** As a bug of the program would throw it, beneath one call. */
const bugIn =
  (operation: string, keyId?: string) =>
  ({ headers, body }: WireRequest): void => {
    if (headers['x-amz-target']?.endsWith(`.${operation}`) !== true) return
    const input = JSON.parse(Buffer.from(body).toString()) as Record<string, unknown>
    if (keyId === undefined || requestedKeyId(input) === keyId) throw new TypeError('x is not a function')
  }

describe('a bug in kms-audit costs the part that it is in, not the run:', () => {
  test.each(['DescribeKey', 'GetKeyLastUsage', 'GetKeyPolicy'])(
    'bugs: one in %s costs one key, not the run',
    async operation => {
      const argv = ['-o', 'json', '--check', 'policy-public']
      const { exit, err, report } = await run(argv, aWorld(keys), { onRequest: bugIn(operation, id(2)) })
      expect(exit).toBe(4)
      expect(report().keys.map(key => key.key_id)).toEqual([id(1), id(2), id(3)])
      expect(report().keys[1]).toMatchObject({ last_used: 'Unknown', disposition: 'unknown', monthly_usage: null })
      expect(report().keys[2]?.last_used).not.toBe('Unknown')
      expect(report().gaps).toMatchObject([
        { key_id: id(2), operation: INTERNAL, reason: 'partial', message: expect.stringContaining('TypeError: x is') },
      ])
      expect(report().gaps[0]?.message).toContain('This is a bug in kms-audit. Please report it')
      expect(err).not.toContain('    at ')
    },
  )

  test('bugs: one in ListKeys costs one Region, not the run', async () => {
    const regions = { 'us-east-1': { keys: [keys[0]] }, 'eu-west-1': { keys: [keys[1]] } }
    const world = aWorld([], { accounts: [simAccount({ id: ACCOUNT, regions } as never)] })
    const onRequest = (request: WireRequest): void => {
      if (request.host.includes('eu-west-1')) bugIn('ListKeys')(request)
    }
    const { exit, report } = await run(['-o', 'json', '-r', 'us-east-1,eu-west-1'], world, { onRequest })
    expect(exit).toBe(4)
    expect(report().keys.map(key => key.region)).toEqual(['us-east-1'])
    expect(report().gaps).toMatchObject([{ region: 'eu-west-1', key_id: null, operation: INTERNAL }])
  })

  test('bugs: one in ListAliases costs the aliases of a place, not the run', async () => {
    const { exit, report } = await run(['-o', 'json'], aWorld(keys), { onRequest: bugIn('ListAliases') })
    expect(exit).toBe(4)
    expect(report().keys).toHaveLength(3)
    expect(report().gaps).toMatchObject([{ region: 'us-east-1', key_id: null, operation: INTERNAL }])
  })

  test('bugs: one in reading trails costs the trails of an account, not the run', async () => {
    const argv = ['-o', 'json', '--check', 'trail-missing']
    const { exit, report } = await run(argv, aWorld(keys), { onRequest: bugIn('DescribeTrails') })
    expect(exit).toBe(4)
    expect(report().keys).toHaveLength(3)
    expect(report().findings).toMatchObject([{ check: 'trail-missing', status: 'unknown' }])
  })
})
