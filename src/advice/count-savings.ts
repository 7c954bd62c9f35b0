import { DOLLAR, type MicroDollars } from '../model/cost.ts'
import type { AccountBillRecord, AdviceRecord, ClaimRecord, RequestLineRecord } from '../model/advice.ts'
import type { KeyRecord } from '../model/report/report.ts'
import { classOfSpec } from '../cost/request-price.ts'
import type { Claim, Draft } from './advice-kind.ts'
import { costOfLines } from './bills.ts'

/**
 * Counts what pieces of advice save, one after the other, so that no dollar is counted twice: a claim takes at most what
 * earlier ones have left of a key, and requests save the difference that they make to the bill of the account.
 */
export class SavingsCounter {
  readonly #keys: ReadonlyMap<string, KeyRecord>
  #left = new Map<string, number>()
  #lines: Map<string, RequestLineRecord[]>
  readonly #days: number
  readonly #secretPrice: (arn: string) => number | null

  /** @param days of the counted requests @param secretPrice of a secret in dollars a month; null: not known */
  constructor(
    keys: readonly KeyRecord[],
    bills: readonly AccountBillRecord[],
    days: number,
    secretPrice: (arn: string) => number | null,
  ) {
    this.#keys = new Map(keys.map(key => [key.key_arn, key]))
    this.#lines = new Map(bills.map(({ account_id: account, requests }) => [account, [...requests]]))
    this.#days = days
    this.#secretPrice = secretPrice
  }

  /**
   * The record of a draft with what it saves after all that were counted before. Null: it saves less than a cent a month,
   * which is not worth a change, and nothing is counted.
   */
  count(kind: string, draft: Draft): AdviceRecord | null {
    const { claims, blocked, unknown, ...rest } = draft
    const unpriced = claims.find(one => this.#whole(one) === null)
    const reason = blocked ?? unknown ?? (unpriced === undefined ? null : unpricedText(unpriced))
    if (reason !== null) {
      const status = blocked === null ? 'unknown' : 'blocked'
      return record(kind, rest, { status, reason, claims: [], bill: null, monthly_savings: null })
    }
    const [left, lines] = [new Map(this.#left), new Map(this.#lines)]
    const before = this.#cost(draft.account_id)
    const counted = claims.map(one => ({ ...one, counted: this.#take(one) }))
    const after = this.#cost(draft.account_id)
    const dollars = counted.filter(one => one.of !== 'requests').reduce((sum, one) => sum + micro(one.counted), 0)
    const savings = dollars + Math.round(((before - after) * 30) / this.#days)
    if (claims.length > 0 && savings < CENT) {
      this.#left = left
      this.#lines = lines
      return null
    }
    return record(kind, rest, {
      status: 'suggested',
      reason: null,
      claims: counted,
      bill: counted.some(one => one.of === 'requests') ? { before: before / DOLLAR, after: after / DOLLAR } : null,
      monthly_savings: savings / DOLLAR,
    })
  }

  /** All that a claim can be about, before any is counted. Null: not known. */
  #whole({ of, arn }: Pick<Claim, 'of' | 'arn'>): number | null {
    if (of === 'secret') return this.#secretPrice(arn)
    const key = this.#keys.get(arn)
    if (of === 'key') return key?.cost.key ?? null
    return key === undefined || this.#lineOf(key) === undefined ? null : (key.monthly_usage ?? null)
  }

  #take(one: Claim): number {
    const id = `${one.of} ${one.arn}`
    const left = this.#left.get(id) ?? this.#whole(one) ?? 0
    const taken = Math.max(0, Math.min(left, one.amount))
    this.#left.set(id, one.of === 'requests' ? left - taken : (micro(left) - micro(taken)) / DOLLAR)
    const key = this.#keys.get(one.arn)
    const line = one.of === 'requests' && key !== undefined ? this.#lineOf(key) : undefined
    if (line !== undefined && key !== undefined) this.#reduce(key.account_id, line, taken)
    return taken
  }

  #lineOf({ account_id: account, region, key_spec: spec }: KeyRecord): RequestLineRecord | undefined {
    const requestClass = spec === null ? null : classOfSpec(spec)
    return this.#lines.get(account)?.find(line => line.region === region && line.class === requestClass)
  }

  #reduce(account: string, line: RequestLineRecord, by: number): void {
    const lines = this.#lines.get(account) ?? []
    this.#lines.set(
      account,
      lines.map(one => (one === line ? { ...one, requests: one.requests - by } : one)),
    )
  }

  #cost = (account: string): MicroDollars => costOfLines(this.#lines.get(account) ?? [], this.#days)
}

const CENT = DOLLAR / 100

const micro = (dollars: number): MicroDollars => Math.round(dollars * DOLLAR)

const unpricedText = ({ of }: Claim): string =>
  of === 'requests' ? 'The price of the requests is not known.' : `The price of the ${of} is not known.`

type Counted = Pick<AdviceRecord, 'status' | 'reason' | 'bill' | 'monthly_savings'> & { claims: ClaimRecord[] }

const record = (kind: string, draft: Omit<Draft, 'claims' | 'blocked' | 'unknown'>, counted: Counted): AdviceRecord => {
  const { account_id, region, resource, key_arns, summary, assumptions, change, commands, limits, cohort } = draft
  const { status, reason, monthly_savings, claims, bill } = counted
  const named = { kind, status, account_id, region, resource, key_arns, summary }
  return {
    ...named,
    monthly_savings,
    reason,
    claims,
    bill,
    assumptions,
    change,
    commands,
    limits,
    ...(cohort !== undefined && { cohort }),
  }
}
