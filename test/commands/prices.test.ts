import { describe, expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import { priceListFile } from '../../src/simulation/services/price-list-file.ts'
import { simKey } from '../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import { ACCOUNT, aWorld, id, NOW } from '../simulation/services/clients.ts'
import { run, type RunOptions } from '../run.ts'

const LIVE = ['--source', 'none', '--prices', 'live', '-o', 'json']

const govCloud = (): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: ACCOUNT,
      partition: 'aws-us-gov',
      regions: { 'us-gov-west-1': { keys: [simKey({ id: id(1) })] } },
    }),
  ],
})
const refused: RunOptions = { faults: [deniedByIdentityPolicy({ operation: 'GetProducts' })] }

/** The public file answers with this instead. */
const withFile = (body: string | null): RunOptions => ({
  ...refused,
  onRequest: (_, aws) => {
    const handle = aws.handle.bind(aws)
    aws.handle = async request => {
      if (priceListFile(request) === null) return handle(request)
      if (body === null) throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
      return { status: 200, headers: { 'content-type': 'application/json' }, body }
    }
  },
})

describe.concurrent('prices', () => {
  test('live prices: they are from the Price List API, and the report says so', async () => {
    const found = await run(LIVE, aWorld([simKey({ id: id(1) })]))
    expect(found.report().prices).toMatchObject([
      {
        region: 'us-east-1',
        source: 'price_list_api',
        published_on: '2026-11-20',
        key: 1,
        requests: { standard: 0.03 },
      },
    ])
    expect(found.aws.calls['pricing:GetProducts']).toBe(1)
    expect(found.report().gaps).toEqual([])
  })

  test('live prices: if the API is refused, they are from the public file', async () => {
    const found = await run(LIVE, aWorld([simKey({ id: id(1) })]), refused)
    expect(found.report().prices).toMatchObject([{ source: 'price_list_file', key: 1, requests: { asymmetric: 0.15 } }])
    expect(found.report().gaps).toEqual([])
  })

  test('live prices: AWS GovCloud (US) has prices of its own, and none in the package', async () => {
    const live = await run(['-r', 'us-gov-west-1', ...LIVE], govCloud())
    expect(live.report().prices).toMatchObject([{ source: 'price_list_file', key: 1.2 }])
    expect(live.report().savings.monthly_cost).toBe(1.2)
    const listed = await run(['-r', 'us-gov-west-1', '--source', 'none', '-o', 'json'], govCloud())
    expect(listed.report().prices).toEqual([])
    expect(listed.report().savings.monthly_cost).toBeNull()
  })

  test.each([
    ['cannot be reached', null, 'ENOTFOUND'],
    ['is not JSON', '<html>', 'did not answer with JSON'],
    ['is another document', '{"products":[]}', 'did not answer with a price list'],
    ['has no prices', '{"products":{},"terms":{}}', 'no prices of AWS KMS'],
  ])('live prices: a file that %s is a gap, and the prices in the package are used', async (_, body, why) => {
    const found = await run(LIVE, aWorld([simKey({ id: id(1) })]), withFile(body))
    expect(found.exit).toBe(0)
    expect(found.report().prices).toMatchObject([{ source: 'list', published_on: '2026-09-11', key: 1 }])
    expect(found.report().gaps).toMatchObject([{ operation: 'pricing:GetProducts', region: 'us-east-1' }])
    expect(found.report().gaps[0]?.message).toContain(why)
    expect(found.report().gaps[0]?.message).toContain('The prices of 2026-09-11 are used.')
  })

  test('prices: without --prices, AWS is not asked for them', async () => {
    const found = await run(['--source', 'none', '-o', 'json'], aWorld([simKey({ id: id(1) })]))
    expect(found.report().prices).toMatchObject([{ source: 'list' }])
    expect(found.aws.calls['pricing:GetProducts']).toBeUndefined()
  })

  test('prices: --price-per-key and --prices exclude each other', async () => {
    const found = await run(['--price-per-key', '2', '--prices', 'live'], aWorld([]))
    expect(found.exit).toBe(2)
    expect(found.err).toContain('--prices')
  })
})
