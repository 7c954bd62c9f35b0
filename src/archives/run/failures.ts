import type { Failure } from '../../aws/answers/answer.ts'
import type { Gap } from '../../model/gap.ts'
import type { Place } from '../../model/place.ts'
import { dayText } from '../../model/time.ts'
import type { ChunkExtent } from '../athena/query/chunk.ts'

/** Accounts that get a gap each. More of them share one, which names the account and Region of the table. */
const MOST = 20

/** The queries that have no answer. */
export class Failures {
  #all: { chunk: ChunkExtent; failure: Failure; next: string | null }[] = []
  #hasAnswer = false

  /** @param next what to do about a query that was refused. Null: it failed for another reason */
  add(chunk: ChunkExtent, failure: Failure, next: string | null = null): void {
    this.#all.push({ chunk, failure, next })
  }

  /** A query has an answer. */
  answered(): void {
    this.#hasAnswer = true
  }

  /** Why every query was refused, and what to do. Null: one has an answer, or failed for another reason. */
  get refusal(): { failure: Failure; next: string } | null {
    const [first] = this.#all
    if (this.#hasAnswer || first === undefined || first.next === null) return null
    return this.#all.every(({ next }) => next !== null) ? { failure: first.failure, next: first.next } : null
  }

  /** A gap for each account and reason, which names the Regions and days. */
  gaps(table: Place, operation: string): Gap[] {
    const noted = this.#all.filter(({ failure }) => !failure.givenUp)
    const accounts = new Set(noted.flatMap(({ chunk }) => chunk.accounts))
    const byGap = new Map<string, Gap & { parts: string[] }>()
    for (const { chunk, failure } of noted)
      for (const account of accounts.size > MOST ? [null] : chunk.accounts) {
        const name = `${account} ${failure.reason} ${failure.why}`
        const gap = byGap.get(name) ?? { ...gapOf(account, failure, table, operation), parts: [] }
        gap.parts.push(
          `${account === null ? `${accountsText(chunk.accounts)}, ` : ''}${chunk.regions.join(', ')}, ${daysText(chunk)}`,
        )
        byGap.set(name, gap)
      }
    return [...byGap.values()].map(({ parts, ...gap }) => ({ ...gap, message: `${shortened(parts)}: ${gap.message}` }))
  }
}

const gapOf = (account: string | null, { reason, why }: Failure, table: Place, operation: string): Gap => ({
  account: account ?? table.account,
  region: account === null ? table.region : null,
  keyId: null,
  operation,
  reason,
  message: why,
})

const shortened = (parts: readonly string[]): string =>
  parts.length <= 6 ? parts.join('; ') : `${parts.slice(0, 5).join('; ')}; and ${parts.length - 5} more`

const accountsText = (accounts: readonly string[]): string =>
  accounts.length <= 3 ? accounts.join(', ') : `${accounts.length} accounts from ${accounts[0]} to ${accounts.at(-1)}`

/** `2026-01-01 to 2026-01-31` */
const daysText = ({ since, until }: ChunkExtent): string => `${dayText(since)} to ${dayText(until - 1)}`
