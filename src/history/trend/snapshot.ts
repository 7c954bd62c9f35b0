import { SEVERITIES, type Severity } from '../../model/finding.ts'
import { isPendingDeletion } from '../../model/key.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'
import { isKnownNotUnused, isUnused } from '../../model/report/unused.ts'
import { Coverage } from '../coverage.ts'
import type { KeptKey, KeptReport } from '../kept-key.ts'
import { keyIdentity } from '../key-identity.ts'
import { lastUseOf } from './last-use.ts'
import { gapsText, scopeOf, type SnapshotScope } from './snapshot-scope.ts'

/** What a report says about one key, in one byte: so many reports fit into memory together. */
export const STATE = { absent: 0, unused: 1, notUnused: 2, pendingDeletion: 3, unknown: 4 } as const
export type KeyState = (typeof STATE)[keyof typeof STATE]

export const BASIS = { none: 0, base: 1, withRotations: 2 } as const

/** What a trend needs of a report. */
export interface Snapshot {
  name: string
  /** Milliseconds. */
  at: number
  generatedAt: string
  unusedDays: number
  totals: { keys: number; unused: number | null; unknown: number; cost: number | null; savings: number | null }
  openFindings: Record<'total' | Severity, number> | null
  /** Whether any source of last use was asked: not with `--source none`. */
  isUseChecked: boolean
  scope: SnapshotScope
  /** Null: no gaps. */
  gaps: string | null
  coverage: Coverage
  /** By the number of the key. A key with a higher number is absent. */
  states: Uint8Array
  /** Dollars a month by the number of the key. NaN: not known. */
  prices: Float64Array
  /** When each key was used last, by its number. */
  lastUses: { times: Float64Array; kinds: Uint8Array }
  /** Whether the price counts rotations, by the number of the key. */
  bases: Uint8Array
}

/** The keys of all reports, each with one number. */
export class KeyNumbers {
  readonly keys: TrendKey[] = []
  readonly #numbers = new Map<string, number>()

  numberOf(key: KeptKey): number {
    const id = keyIdentity(key)
    const known = this.#numbers.get(id)
    if (known !== undefined) return known
    const { account_id, region, key_id, key_manager } = key
    this.#numbers.set(id, this.keys.length)
    this.keys.push({ account_id, region, key_id, key_manager, alias: null, namedAt: '' })
    return this.keys.length - 1
  }

  /** Keeps the name that the newest report has. */
  rename(number: number, { aliases, key_manager }: KeptKey, generatedAt: string): void {
    const key = this.keys[number]
    if (key === undefined || generatedAt < key.namedAt) return
    key.alias = aliases[0] ?? key.alias
    key.key_manager = key_manager ?? key.key_manager
    key.namedAt = generatedAt
  }
}

export interface TrendKey extends Pick<KeyRecord, 'account_id' | 'region' | 'key_id' | 'key_manager'> {
  alias: string | null
  namedAt: string
}

/** Returns what a trend needs of a report, so that the report itself can be dropped. */
export function snapshotOf(report: KeptReport, name: string, numbers: KeyNumbers): Snapshot {
  const { generated_at, summary, savings } = report
  const isUseChecked = report.scope.sources.length > 0
  const numbered = report.keys.map(key => numbers.numberOf(key))
  const states = new Uint8Array(numbers.keys.length)
  const prices = new Float64Array(numbers.keys.length).fill(Number.NaN)
  const bases = new Uint8Array(numbers.keys.length)
  const lastUses = { times: prices.slice(), kinds: bases.slice() }
  for (const [index, key] of report.keys.entries()) {
    const number = numbered[index] ?? 0
    numbers.rename(number, key, generated_at)
    states[number] = stateOfKey(key, isUseChecked)
    prices[number] = key.cost.key ?? Number.NaN
    bases[number] = basisOf(key)
    const { at, kind } = lastUseOf(key)
    lastUses.times[number] = at
    lastUses.kinds[number] = kind
  }
  return {
    name,
    at: Date.parse(generated_at),
    generatedAt: generated_at,
    unusedDays: report.unused_days,
    totals: {
      keys: summary.keys,
      unused: isUseChecked ? savings.unused_key_count : null,
      unknown: summary.unknown,
      cost: savings.monthly_cost,
      savings: isUseChecked ? savings.monthly_savings : null,
    },
    openFindings: openFindingsOf(report),
    isUseChecked,
    scope: scopeOf(report),
    gaps: gapsText(report),
    coverage: new Coverage(report),
    states,
    prices,
    lastUses,
    bases,
  }
}

/** A key that is free costs nothing, whether rotations are counted or not. */
function basisOf({ cost }: KeptKey): number {
  if ((cost.key ?? 0) === 0) return BASIS.none
  return cost.basis === 'base' ? BASIS.base : BASIS.withRotations
}

function stateOfKey(key: KeptKey, isUseChecked: boolean): KeyState {
  if (key.key_state !== null && isPendingDeletion(key.key_state)) return STATE.pendingDeletion
  if (!isUseChecked) return STATE.unknown
  if (isUnused(key)) return STATE.unused
  return isKnownNotUnused(key) ? STATE.notUnused : STATE.unknown
}

function openFindingsOf({ findings }: Pick<Report, 'findings'>): Snapshot['openFindings'] {
  if (findings === undefined) return null
  const failing = findings.filter(({ status }) => status === 'fail')
  const counts = SEVERITIES.map(level => [level, failing.filter(({ severity }) => severity === level).length] as const)
  return { total: failing.length, ...Object.fromEntries(counts) } as Record<'total' | Severity, number>
}
