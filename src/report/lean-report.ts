import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { decodeText, isUtf16 } from '../lib/files/decode-text.ts'
import { ListSplitter, NotSplittable } from '../lib/files/list-splitter.ts'
import type { Input } from '../lib/process/stdin.ts'
import type { KeyRecord, Report } from '../model/report/report.ts'
import { nameOfReport, parseReport, readSavedReport } from './saved-report.ts'

/** A report with a part of what it says about each key. */
export type LeanReport<Key> = Omit<Report, 'keys'> & { keys: Key[] }

/**
 * Reads a saved report, and keeps of each key only what `lean` returns. A large file is read key by key, so that two
 * reports of 100,000 keys fit into memory. `lean` may change the key that it is given. Everything else is as in `readSavedReport`, errors included.
 *
 * @param typed how the user asked for stdin
 */
export async function readLeanReport<Key>(
  path: string,
  stdin: Input,
  typed: string,
  lean: (key: KeyRecord) => Key,
): Promise<LeanReport<Key>> {
  const read = path === '-' ? null : await readByKey(path, lean)
  if (read !== null) return read
  const report = await readSavedReport(path, stdin, typed)
  return { ...report, keys: report.keys.map(lean) }
}

/** Null: the file must be read as a whole, which also finds out what is wrong with it. */
async function readByKey<Key>(path: string, lean: (key: KeyRecord) => Key): Promise<LeanReport<Key> | null> {
  try {
    // A pipe can be read only once.
    if (!(await stat(path)).isFile()) return null
    const keys = new CheckedKeys(lean)
    const splitter = new ListSplitter('keys', text => keys.add(JSON.parse(text)))
    for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
      if (isUtf16(piece as Buffer)) return null
      splitter.push(piece as Buffer)
      await keys.check()
    }
    const rest = await parseReport(JSON.parse(decodeText(splitter.end())), nameOfReport(path))
    return { ...rest, keys: keys.kept }
  } catch (error) {
    if (error instanceof NotSplittable || error instanceof SyntaxError || isFromSystem(error)) return null
    throw error
  }
}

const PIECE = 1024 * 1024

const isFromSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error

/** Checks keys against the schema, some at a time, before they become lean. */
class CheckedKeys<Key> {
  readonly kept: Key[] = []
  readonly #lean: (key: KeyRecord) => Key
  #unchecked: unknown[] = []

  constructor(lean: (key: KeyRecord) => Key) {
    this.#lean = lean
  }

  add(key: unknown): void {
    this.#unchecked.push(key)
  }

  async check(): Promise<void> {
    const [{ schemaErrorIn }, { validate }] = await Promise.all([
      import('./schema-error.ts'),
      import('./validators/report.ts'),
    ])
    const report = { ...WITHOUT_KEYS, keys: this.#unchecked }
    if (schemaErrorIn(report, validate) !== null) throw new NotSplittable()
    for (const key of this.#unchecked) this.kept.push(this.#lean(key as KeyRecord))
    this.#unchecked = []
  }
}

/** The least that fits the schema. */
const WITHOUT_KEYS = {
  schema_version: 1,
  tool_version: '',
  generated_at: '2026-01-01T00:00:00Z',
  unused_days: 90,
  scope: { sources: [], places: [{ account_id: '000000000000', region: 'us-east-1', status: 'complete' }] },
  summary: {
    keys: 0,
    in_use: 0,
    stale: 0,
    never: 0,
    silent: 0,
    new: 0,
    unknown: 0,
    pending_deletion: 0,
    unreadable: 0,
  },
  savings: {
    currency: 'USD',
    monthly_cost: 0,
    annual_cost: 0,
    unused_key_count: 0,
    monthly_savings: 0,
    annual_savings: 0,
  },
  gaps: [],
}
