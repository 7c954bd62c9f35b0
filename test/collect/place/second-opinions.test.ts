import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SecondOpinions, type NeedOfKey } from '../../../src/collect/place/second-opinions.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { simKey, type SimKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { ACCOUNT, aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run, type Run, type RunOptions } from '../../run.ts'
import { randomRuns } from '../../random-runs.ts'

const MOST = 60
const LIMITS = { most: MOST, mostDuring: null, whyNot: '' }

interface Told extends NeedOfKey {
  /** What becomes of the key: it is in use already, in use as KMS says, or about to be called unused. */
  fate: 'glanced' | 'used' | 'unused'
  isBusy: boolean
}

const keys = fc
  .array(
    fc.record({
      isRemembered: fc.constant(false),
      isNeeded: fc.boolean(),
      price: fc.constantFrom(null, 0, 1_000_000, 2_000_000, 3_000_000),
      fate: fc.constantFrom<Told['fate'][]>('glanced', 'used', 'unused', 'unused'),
      isBusy: fc.boolean(),
    }),
    { maxLength: 90 },
  )
  .map(all => all.map((each, number): Told => ({ ...each, id: String(number).padStart(3, '0') })))

const need = (each: Told) => [each.isNeeded ? 0 : 1, each.isBusy ? 1 : 0, -(each.price ?? -1)]
const byLaw = (told: readonly Told[], limit: number): string[] => {
  const wanting = told
    .filter(({ fate }) => fate === 'unused')
    .toSorted((a, b) => {
      const [x, y] = [need(a), need(b)]
      const at = x.findIndex((value, index) => value !== y[index])
      return at === -1 ? Number(a.id) - Number(b.id) : (x[at] ?? 0) - (y[at] ?? 0)
    })
  return wanting.filter(({ isNeeded }, place) => place < (isNeeded ? MOST : limit)).map(({ id: each }) => each)
}

/** Who gets one when the answers come in this order. */
async function allowedIn(told: readonly Told[], order: readonly number[], share: number | null): Promise<string[]> {
  const opinions = new SecondOpinions({
    ...LIMITS,
    mostDuring: share === null ? null : queued => Math.floor(queued * share),
  })
  for (const each of told) opinions.join(each)
  const allowed: string[] = []
  const events = told.flatMap(({ id: each, fate }) => {
    const ask = (): void => void opinions.ask(each).then(yes => (yes ? allowed.push(each) : null))
    const settle = (): void => opinions.settle(each)
    const leave = (): void => opinions.leave(each)
    const queue = (): void => opinions.queue(each)
    if (fate === 'glanced') return [[leave]]
    return fate === 'unused' ? [[queue, ask, leave]] : [[settle], [queue, leave]]
  })
  const busy = new Set(told.filter(({ isBusy }) => isBusy).map(({ id: each }) => each))
  const begin = (): void => void opinions.begin(busy)
  const waiting = [...events, [begin]]
  for (const turn of order) {
    const mine = waiting[turn % waiting.length]
    mine?.shift()?.()
    await Promise.resolve()
  }
  for (const rest of waiting) for (const step of rest) step()
  await new Promise(setImmediate)
  return allowed.toSorted()
}

test('second opinions: the same keys get one, whatever the order in which answers come', async () => {
  const order = fc.array(fc.nat(200), { maxLength: 300 })
  const share = fc.constantFrom(null, 0, 0.4, 0.8)
  await fc.assert(
    fc.asyncProperty(keys, order, share, async (told, turns, part) => {
      const queued = told.filter(({ fate }) => fate !== 'glanced').length
      const limit = part === null ? MOST : Math.min(MOST, Math.floor(queued * part))
      expect(await allowedIn(told, turns, part)).toEqual(byLaw(told, limit).toSorted())
    }),
    { numRuns: randomRuns(40) },
  )
})

test('second opinions: the order of need is what a check needs, then the costliest, then busy keys, then the key id', () => {
  const opinions = new SecondOpinions(LIMITS)
  const join = (name: string, more: Partial<NeedOfKey> = {}): void =>
    opinions.join({ id: name, isRemembered: false, isNeeded: false, price: 1_000_000, ...more })
  join('e-busy')
  join('d-free', { price: 0 })
  join('c2')
  join('c1')
  join('b-costly', { price: 3_000_000 })
  join('a-needed', { isNeeded: true, price: null })
  expect(opinions.begin(new Set(['e-busy']))).toEqual(['a-needed', 'b-costly', 'c1', 'c2', 'd-free', 'e-busy'])
})

test('second opinions: those of an earlier run count, and no other key gets one in their place', async () => {
  const opinions = new SecondOpinions(LIMITS)
  const names = Array.from({ length: MOST + 5 }, (_, number) => String(number).padStart(3, '0'))
  for (const [number, each] of names.entries())
    opinions.join({ id: each, isRemembered: number >= 5, isNeeded: false, price: 3_000_000 - number })
  opinions.begin(new Set())
  const answers = await Promise.all(names.map(each => opinions.ask(each)))
  expect(answers.slice(0, 5)).toEqual([false, false, false, false, false])
})

test('second opinions: a key that leaves makes room for the next one', async () => {
  const opinions = new SecondOpinions(LIMITS)
  const names = Array.from({ length: MOST + 1 }, (_, number) => String(number).padStart(3, '0'))
  for (const each of names) opinions.join({ id: each, isRemembered: false, isNeeded: false, price: null })
  opinions.begin(new Set())
  const last = opinions.ask('060')
  opinions.settle('000')
  expect(await last).toBe(true)
})

const quiet = (number: number, more: Partial<SimKey> = {}): SimKey =>
  simKey({ id: id(number), createdAt: NOW - 400 * DAY, ...more })
const numbers = (count: number, from = 0): number[] => Array.from({ length: count }, (_, n) => from + n)
/** The keys that were looked up by ARN, each page once; not the control. */
const lookedUp = ({ requests }: Run): string[] =>
  requests.flatMap(({ body }) => {
    const { LookupAttributes: by, EndTime } = JSON.parse(jsonOf(body)) as Lookup
    return by?.[0]?.AttributeKey === 'ResourceName' && EndTime === undefined ? [by[0].AttributeValue.slice(-36)] : []
  })
interface Lookup {
  LookupAttributes?: { AttributeKey: string; AttributeValue: string }[]
  EndTime?: number
}
/** Other services are asked by other protocols. */
const jsonOf = (body: Uint8Array | string): string => {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  return text.startsWith('{') ? text : '{}'
}
const inJson = (words: readonly string[], of: readonly SimKey[], options: RunOptions = {}): Promise<Run> =>
  run(['-o', 'json', ...words], aWorld(of), options)

test('second opinions: with more than 60 unused keys, what a selected check needs is among the 60', async () => {
  const refused = [{ operation: 'Decrypt', at: NOW - 2 * DAY, errorCode: 'DisabledException' }]
  const disabled = numbers(8, 80).map(number =>
    quiet(number, { state: 'Disabled', ...(number === 80 && { noise: refused }) }),
  )
  const all = [...numbers(58).map(number => quiet(number)), ...disabled]
  const audited = await inJson(['--check', 'disabled-still-called,disabled-long'], all)
  const asked = lookedUp(audited)
  expect(disabled.every(key => asked.includes(key.id))).toBe(true)
  expect(new Set(asked).size).toBe(MOST)
  const verdicts = (check: string) =>
    (audited.report().findings ?? []).filter(each => each.check === check).map(({ status }) => status)
  expect(verdicts('disabled-still-called').filter(status => status !== 'pass')).toEqual(['fail'])
  expect(verdicts('disabled-long')).not.toContain('unknown')
})

test('second opinions: then the costliest keys', async () => {
  const rotation = { enabled: true, rotations: [NOW - 100 * DAY] }
  const costly = numbers(7, 90).map(number => quiet(number, { rotation }))
  const audited = await inJson(['--check', 'rotation-off'], [...numbers(62).map(number => quiet(number)), ...costly])
  const asked = new Set(lookedUp(audited))
  expect(asked.size).toBe(MOST)
  expect(costly.every(key => asked.has(key.id))).toBe(true)
})

test('second opinions: keys do not wait for the many grants of another key', async () => {
  const grants = Array.from({ length: 3_000 }, (_, number) => ({
    GrantId: String(number),
    GranteePrincipal: `arn:aws:iam::${ACCOUNT}:role/worker`,
    Operations: ['Decrypt'],
  }))
  const manyGrants = simKey({ id: id(1), grants })
  const { aws } = await inJson(['--check', 'rotation-off,grant-broad'], [manyGrants, quiet(2)], { latencyMs: 2 })
  const order = aws.log.map(({ operation }) => operation)
  expect(order.indexOf('cloudtrail:LookupEvents')).toBeGreaterThan(-1)
  expect(order.indexOf('cloudtrail:LookupEvents')).toBeLessThan(order.lastIndexOf('kms:ListGrants'))
})

test('second opinions: the same keys are looked up with another pace, and in another order of the list', async () => {
  const all = numbers(90).map(number =>
    quiet(number, number % 3 === 0 ? { uses: [{ operation: 'Sign', at: NOW - 5 * DAY }] } : {}),
  )
  const [first, second] = await Promise.all([
    inJson(['--no-requests'], all),
    inJson(['--no-requests'], all.toReversed(), {
      io: memoryIo({ env: { ...FAST, KMS_AUDIT_MAX_RATE: 'LookupEvents=50,GetKeyLastUsage=80' } }),
    }),
  ])
  expect(lookedUp(first).toSorted()).toEqual(lookedUp(second).toSorted())
  expect(lookedUp(first)).toHaveLength(MOST)
})

test('second opinions: a disabled key in use is looked up only for a check that reads refused calls', async () => {
  const used = { uses: [{ operation: 'Decrypt', at: NOW - 3 * HOUR }] }
  const states = [quiet(1, { ...used, state: 'Disabled' }), quiet(2, { ...used, state: 'PendingDeletion' })]
  const asked = async (check: string) => lookedUp(await inJson(['--check', check], states))
  expect(await asked('key-unused')).toEqual([])
  expect(await asked('disabled-long')).toEqual([id(1)])
  expect(await asked('pending-deletion-in-use')).toEqual([id(2)])
})

test('second opinions: --double-check looks at all keys, to the end of their history', async () => {
  const audited = await inJson(
    ['--double-check'],
    numbers(70).map(number => quiet(number)),
  )
  expect(new Set(lookedUp(audited)).size).toBe(70)
})

test('second opinions: with --fast no more keys than fit into the time of the last-use queue, a page each', async () => {
  const noise = [{ operation: 'DescribeKey', at: NOW - DAY, count: 120, over: 30 * DAY }]
  const busy = numbers(20, 100).map(number =>
    simKey({ id: id(number), uses: [{ operation: 'Decrypt', at: NOW - 3 * HOUR }] }),
  )
  const audited = await inJson(['--fast'], [...numbers(40).map(number => quiet(number, { noise })), ...busy])
  expect(audited.aws.calls['kms:GetKeyLastUsage']).toBe(40)
  // 40 keys at 500 a second leave time for 16 lookups at 200 a second.
  expect(audited.aws.calls['cloudtrail:LookupEvents']).toBeLessThanOrEqual(16)
  expect(lookedUp(audited)).toHaveLength(14)
  expect(audited.report().keys.filter(({ disposition }) => disposition === 'silent')).toHaveLength(40)
})

test('second opinions: the limit is one of each Region, and the other keys say that they were not asked, without a gap', async () => {
  const regions = {
    'us-east-1': { keys: numbers(75).map(number => quiet(number)) },
    'eu-west-1': { keys: numbers(60, 100).map(number => quiet(number)) },
  }
  const world = { clock: () => NOW, accounts: [simAccount({ id: ACCOUNT, regions })] }
  const { report } = await run(['-o', 'json', '-r', 'us-east-1,eu-west-1'], world)
  const whys = report().keys.flatMap(({ usage }) =>
    (usage?.evidence ?? []).flatMap(({ source, why }) => (source === 'cloudtrail' && why !== undefined ? why : [])),
  )
  expect(whys).toHaveLength(15)
  expect(new Set(whys)).toEqual(
    new Set([
      'not searched: CloudTrail is searched for at most 60 unused keys in each Region, and other keys came first',
    ]),
  )
  expect(report().gaps).toEqual([])
})

test.each<[why: string, words: string[], asked: boolean]>([
  ['a table shows which keys are unused', ['-o', 'table'], true],
  ['SARIF of a check that reads the use of keys', ['-o', 'sarif', '--check', 'key-unused'], true],
  ['SARIF of a check that reads nothing of it', ['-o', 'sarif', '--check', 'rotation-off'], false],
  ['that check in a table', ['--check', 'rotation-off'], true],
  ['the exit code goes by unused keys', ['-o', 'sarif', '--check', 'rotation-off', '--fail-on', 'unused'], true],
  ['a full search was asked for', ['-o', 'sarif', '--check', 'rotation-off', '--double-check'], true],
])('second opinions: an unused key is looked up only if something goes by it: %s', async (_, words, asked) => {
  expect(lookedUp(await run(words, aWorld([quiet(1)])))).toEqual(asked ? [id(1)] : [])
})

test.each<[why: string, words: string[], asked: boolean]>([
  ['its row is shown', [], true],
  ['--only leaves it out', ['--only', 'unused'], false],
  ['--only keeps it', ['--only', 'in-use'], true],
  ['--only leaves it out, but its finding decides the exit code', ['--only', 'unused', '--fail-on', 'high'], true],
])(
  'second opinions: the refused calls of a key in use are looked up only if they are needed: %s',
  async (_, words, asked) => {
    const key = quiet(1, { state: 'PendingDeletion', uses: [{ operation: 'Decrypt', at: NOW - 3 * HOUR }] })
    const audited = await inJson(['--check', 'pending-deletion-in-use', ...words], [key])
    expect(lookedUp(audited)).toEqual(asked ? [id(1)] : [])
  },
)
