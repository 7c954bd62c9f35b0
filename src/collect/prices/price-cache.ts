import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { isObject } from '../../lib/json.ts'
import type { Env } from '../../lib/process/env.ts'
import { REQUEST_CLASSES, type RegionPrices } from '../../model/prices.ts'
import { DAY, type Instant, isoTime } from '../../model/time.ts'

/**
 * Keeps the prices of a Region for a day, in `$XDG_CACHE_HOME/kms-audit` or `~/.cache/kms-audit`. A cache that cannot be
 * read or written is as good as none: the prices are read again.
 */
export class PriceCache {
  readonly #folder: string

  constructor(env: Env) {
    const caches = env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache')
    this.#folder = join(caches, 'kms-audit')
  }

  /** Returns prices that were read less than a day ago. Null: there are none. */
  recall(region: string, now: Instant): RegionPrices | null {
    try {
      const held: unknown = JSON.parse(readFileSync(this.#pathOf(region), 'utf8'))
      if (!isObject(held) || held['version'] !== VERSION) return null
      const age = now - Date.parse(String(held['read_at']))
      return age >= 0 && age < DAY && isPrices(held['prices'], region) ? held['prices'] : null
    } catch {
      return null
    }
  }

  keep(prices: RegionPrices, now: Instant): void {
    const path = this.#pathOf(prices.region)
    const draft = `${path}.${randomUUID()}`
    try {
      mkdirSync(this.#folder, { recursive: true })
      writeFileSync(draft, JSON.stringify({ version: VERSION, read_at: isoTime(now), prices }), { mode: 0o600 })
      renameSync(draft, path)
    } catch {
      // The next run reads the prices again.
    }
  }

  /** The name of a Region has only letters, digits and hyphens (`aws/answers/shape.ts`). */
  #pathOf(region: string): string {
    return join(this.#folder, `prices-${region}.json`)
  }
}

const VERSION = 1

const isAmount = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value > 0

function isPrices(held: unknown, region: string): held is RegionPrices {
  if (!isObject(held) || held['region'] !== region || !isObject(held['requests'])) return false
  return (
    ['price_list_api', 'price_list_file'].includes(String(held['source'])) &&
    (held['key'] === null || isAmount(held['key'])) &&
    (held['publishedOn'] === null || typeof held['publishedOn'] === 'string') &&
    Object.entries(held['requests']).every(
      ([name, value]) => (REQUEST_CLASSES as readonly string[]).includes(name) && isAmount(value),
    )
  )
}
