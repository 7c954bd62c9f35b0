import { describe, expect, test } from 'vitest'
import type { AdviceReport } from '../../src/model/advice.ts'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import { WireError } from '../../src/simulation/wire/call.ts'
import { simKey } from '../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import { run, type RunOptions } from '../run.ts'
import { ACCOUNT, id, NOW } from '../simulation/services/clients.ts'

const QUICK = ['advise', '--source', 'none', '-r', 'us-east-1']

const twoRegions = (): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: ACCOUNT,
      regions: {
        'us-east-1': { keys: [simKey({ id: id(1) }), simKey({ id: id(2) })] },
        'eu-west-1': { keys: [simKey({ id: id(3) })] },
      },
    }),
  ],
})

const billed = async (args: readonly string[], options: RunOptions = {}) => {
  const found = await run([...QUICK, '--actual-costs', ...args], twoRegions(), options)
  return { ...found, advice: () => JSON.parse(found.out) as AdviceReport }
}

const notEnabled = {
  operation: 'GetCostAndUsage',
  effect: {
    kind: 'error' as const,
    error: () => new WireError('DataUnavailableException', 'The requested data is unavailable.'),
  },
}

const wrongUnit = {
  operation: 'GetCostAndUsage',
  effect: { kind: 'change' as const, change: (body: string) => body.replaceAll('"USD"', '"EUR"') },
}

describe.concurrent('actual costs', () => {
  test('actual costs: all pages of last month and this month are read, beside list prices', async () => {
    const found = await billed(['-o', 'json'])
    const { actual_costs: costs, gaps } = found.advice()
    expect(gaps.filter(({ operation }) => operation.startsWith('ce:'))).toEqual([])
    expect(found.aws.calls['ce:GetCostAndUsage']).toBe(3)
    expect(costs).toMatchObject({ requests: 3, requests_cost: 0.03 })
    const keys = costs?.accounts[0]?.lines?.filter(line => line.of === 'keys' && line.is_whole_month)
    expect(keys?.map(({ region, is_audited: audited, cost }) => [region, audited, cost])).toEqual([
      ['us-east-1', true, 2],
      ['eu-west-1', false, 1],
    ])
    expect(found.err).toContain('AWS bills $0.03 for 3 requests to Cost Explorer.')
  })

  test('actual costs: the table has a line for each month', async () => {
    const { out } = await billed([])
    const text = out.replaceAll(/\s+/g, ' ')
    expect(text).toContain(`account ${ACCOUNT} in 2026-10: $2.00 for keys (list prices: `)
    expect(text).toContain('; $1.00 in Regions that were not audited')
    expect(text).toContain(`account ${ACCOUNT} from 2026-11-01 until 2026-11-20: `)
  })

  test('actual costs: Cost Explorer is asked in us-east-1, for KMS and the account alone', async () => {
    const { requests } = await billed(['-o', 'json'])
    const asked = requests.filter(({ host }) => host.startsWith('ce.'))
    expect(new Set(asked.map(({ host }) => host))).toEqual(new Set(['ce.us-east-1.amazonaws.com']))
    expect(JSON.parse(Buffer.from(asked[0]?.body ?? '').toString())).toMatchObject({
      TimePeriod: { Start: '2026-10-01', End: '2026-11-20' },
      Filter: {
        And: [
          { Dimensions: { Key: 'SERVICE', Values: ['AWS Key Management Service'] } },
          { Dimensions: { Key: 'LINKED_ACCOUNT', Values: [ACCOUNT] } },
        ],
      },
    })
  })

  test.each([
    ['is denied', deniedByIdentityPolicy({ operation: 'GetCostAndUsage' })],
    ['is not enabled', notEnabled],
    ['answers in another currency', wrongUnit],
  ])('actual costs: if Cost Explorer %s, they are unknown with a gap, and never zero', async (_, fault) => {
    const found = await billed(['-o', 'json'], { faults: [fault] })
    const { actual_costs: costs, gaps } = found.advice()
    expect(costs?.accounts).toEqual([{ account_id: ACCOUNT, lines: null }])
    expect(gaps.map(({ operation }) => operation)).toContain('ce:GetCostAndUsage')
  })

  test('actual costs: without the option, Cost Explorer is not asked', async () => {
    const found = await run([...QUICK, '-o', 'json'], twoRegions())
    expect(found.aws.calls['ce:GetCostAndUsage']).toBeUndefined()
    expect((JSON.parse(found.out) as AdviceReport).actual_costs).toBeNull()
  })

  test('actual costs: the policy of advise allows them, and no other command takes the option', async () => {
    const policy = async (...args: string[]) => run(['permissions', ...args], twoRegions())
    expect((await policy('advise', '--actual-costs')).out).toContain('"ce:GetCostAndUsage"')
    expect((await policy('advise')).out).not.toContain('ce:')
    expect(await policy('audit', '--actual-costs')).toMatchObject({ exit: 2 })
  })
})
