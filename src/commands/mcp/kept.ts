import { usageError } from '../../cli/settings.ts'
import { quoted } from '../../lib/text/quoted.ts'

/** Results of the session that are kept. A report takes about 10 KB for each key. */
const MOST = 5

/** Results of a tool by their id, so that their pages are read without another run. */
export class Kept<T> {
  #own = new Map<string, T>()
  #saved = new Map<string, () => Promise<T>>()
  #count = 0
  #tool: string

  /** @param tool the tool that makes them: the ids are `audit-1` and so on */
  constructor(tool: string) {
    this.#tool = tool
  }

  /** Keeps a result, instead of the oldest one if there are many. Returns its id. */
  keep(result: T): string {
    this.#count += 1
    const id = `${this.#tool}-${this.#count}`
    this.#own.set(id, result)
    const [oldest] = this.#own.keys()
    if (this.#own.size > MOST && oldest !== undefined) this.#own.delete(oldest)
    return id
  }

  /** Adds a result that is kept as long as the server runs, and made when it is first read. */
  add(id: string, make: () => Promise<T>): void {
    let made: Promise<T> | null = null
    this.#saved.set(id, () => (made ??= make()))
  }

  /** Returns the result. Throws an `AuditError` (wrong usage) if there is none with this id. */
  async get(id: string): Promise<T> {
    const result = this.#own.get(id) ?? (await this.#saved.get(id)?.())
    if (result !== undefined) return result
    const { ids } = this
    const hint =
      ids.length === 0 ? `Call ${this.#tool} first.` : `Available: ${ids.join(', ')}. Or call ${this.#tool} again.`
    throw usageError(`No report has the id ${quoted(id)}.`, hint)
  }

  get ids(): string[] {
    return [...this.#saved.keys(), ...this.#own.keys()]
  }
}
