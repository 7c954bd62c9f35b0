import type { AdviceRecord, AdviceReport, RequestLineRecord } from '../../src/model/advice.ts'

/** What a reader computes from the document alone, with arithmetic of its own. */
export interface Recomputed {
  /** By the position of the advice: its savings, the amounts of its claims, and the bill after it. */
  advice: { savings: number | null; amounts: number[]; after: number | null }[]
  advised: number
  unused: number
  /** What the keys of all accounts cost in a month. */
  keys: number
}

export function recompute({ advice, bills, unused_keys, request_days }: AdviceReport): Recomputed {
  const days = request_days ?? 30
  const lines = new Map(bills.map(each => [each.account_id, each.requests.map(line => ({ ...line }))]))
  const free = new Map(bills.map(each => [each.account_id, each.free_requests]))
  const bill = (account: string): number => billOf(lines.get(account) ?? [], free.get(account) ?? 0)
  const computed = advice.map(one => {
    if (one.status !== 'suggested') return { savings: null, amounts: [], after: null }
    const before = bill(one.account_id)
    for (const { of, arn, counted } of one.claims)
      if (of === 'requests') lineOf(lines.get(one.account_id) ?? [], arn).requests -= counted
    const after = bill(one.account_id)
    return {
      savings: dollarsOf(one) + ((before - after) * 30) / days,
      amounts: one.claims.map(({ formula, inputs }) => valueOf(formula, inputs)),
      after: one.bill === null ? null : after,
    }
  })
  return {
    advice: computed,
    advised: computed.reduce((sum, { savings }) => sum + (savings ?? 0), 0),
    keys: bills.flatMap(each => each.keys).reduce((sum, line) => sum + line.keys * line.monthly_price, 0),
    unused: unused_keys.reduce((sum, one) => sum + (one.monthly_savings ?? 0), 0),
  }
}

const dollarsOf = ({ claims }: AdviceRecord): number =>
  claims.reduce((sum, { of, counted }) => sum + (of === 'requests' ? 0 : counted), 0)

/** Only symmetric keys have advice about requests. */
function lineOf(lines: RequestLineRecord[], arn: string): RequestLineRecord {
  const found = lines.find(line => line.region === arn.split(':')[3] && line.class === 'standard')
  if (found === undefined) throw new Error(`There are no requests of ${arn}`)
  return found
}

/** The free tier is on the requests with the highest price first. */
function billOf(lines: readonly RequestLineRecord[], free: number): number {
  let left = free
  return lines
    .toSorted((a, b) => b.price_per_10000 - a.price_per_10000)
    .reduce((sum, line) => {
      const unbilled = line.class === 'standard' ? Math.min(left, line.requests) : 0
      left -= unbilled
      return sum + ((line.requests - unbilled) * line.price_per_10000) / 10_000
    }, 0)
}

/** The formulas of the document are expressions of JavaScript. */
function valueOf(formula: string, inputs: Readonly<Record<string, number>>): number {
  const names = ['min', 'max', 'floor', ...Object.keys(inputs)]
  // eslint-disable-next-line no-new-func
  const compute = new Function(...names, `return ${formula}`) as (...values: unknown[]) => number
  return compute(Math.min, Math.max, Math.floor, ...Object.values(inputs))
}
