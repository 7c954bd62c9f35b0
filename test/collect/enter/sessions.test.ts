import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { WireRequest } from '../../../src/simulation/wire/call.ts'
import { refuse } from '../../../src/simulation/faults/faults.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { HOUR, MINUTE } from '../../../src/model/time.ts'
import { ACCOUNT, id, NOW } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'
import { SHOP, BANK, role, member, worldOf } from './accounts.ts'

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: NOW }))

afterAll(() => vi.useRealTimers())

describe('sessions', () => {
  const keys = Array.from({ length: 40 }, (_, n) => simKey({ id: id(n) }))
  const shop = member(SHOP, { regions: { 'us-east-1': { keys } } })

  test('sessions: one that runs out during the audit is renewed in time', async () => {
    let now = NOW
    const world = { ...worldOf(member(ACCOUNT), shop), clock: () => now }
    let asked = 0
    const onRequest = ({ headers }: WireRequest): void => {
      if (!/GetKeyLastUsage/.test(headers['x-amz-target'] ?? '') || ++asked % 10 !== 0) return
      // The old session has four minutes left: whoever goes on with it will be too late.
      now += 56 * MINUTE
      vi.setSystemTime(now)
    }
    const argv = ['-o', 'json', '--source', 'kms', '--no-requests', '--role-arn', role(SHOP)]
    const audited = await run(argv, world, { onRequest, machine: () => now })
    vi.setSystemTime(NOW)
    expect(now).toBeGreaterThan(NOW + 3 * HOUR)
    expect(audited.exit).toBe(0)
    expect(audited.report().gaps).toEqual([])
    expect(audited.report().summary).toMatchObject({ keys: 40, unknown: 0 })
    expect(audited.aws.calls['sts:AssumeRole']).toBeGreaterThanOrEqual(4)
    expect(audited.aws.log.filter(({ error }) => error !== undefined)).toEqual([])
  })

  test('sessions: one that cannot be renewed costs no other account', async () => {
    let now = NOW
    const bank = member(BANK, { regions: { 'us-east-1': { keys } } })
    const world = { ...worldOf(member(ACCOUNT), shop, bank), clock: () => now }
    const onRequest = ({ headers }: WireRequest): void => {
      if (now > NOW || !/GetKeyLastUsage/.test(headers['x-amz-target'] ?? '')) return
      now += 2 * HOUR
      vi.setSystemTime(now)
    }
    const faults = [
      refuse({
        operation: 'AssumeRole',
        from: NOW + HOUR,
        when: ({ input }) => String(input['RoleArn']).includes(SHOP),
        error: { name: 'AccessDenied', message: 'is not authorized to perform: sts:AssumeRole', status: 403 },
      }),
    ]
    const argv = ['-o', 'json', '--source', 'kms', '--no-requests', '--role-arn', `${role(SHOP)},${role(BANK)}`]
    const audited = await run(argv, world, { onRequest, faults, machine: () => now })
    vi.setSystemTime(NOW)
    const kept = audited.report().keys.filter(key => key.account_id === BANK)
    expect(kept).toHaveLength(40)
    expect(kept.every(({ last_used }) => last_used !== 'Unknown')).toBe(true)
    const lost = audited.report().keys.filter(key => key.account_id === SHOP)
    expect(lost).toHaveLength(40)
    expect(lost.some(({ last_used }) => last_used === 'Unknown')).toBe(true)
    expect(audited.report().gaps.every(({ account_id }) => account_id === SHOP)).toBe(true)
  })
})
