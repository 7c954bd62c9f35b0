import { usageError } from '../../cli/settings.ts'
import { quoted } from '../../lib/text/quoted.ts'
import type { Report } from '../../model/report/report.ts'

/** Audits of the session that are kept. A report takes about 10 KB for each key. */
const MOST = 5

/** Reports by their id, so that pages of a result are read without another audit. */
export class KeptReports {
  #audits = new Map<string, Report>()
  #saved = new Map<string, () => Promise<Report>>()
  #count = 0

  /** Keeps the report of an audit, instead of the oldest one if there are many. Returns its id. */
  keep(report: Report): string {
    this.#count += 1
    const id = `audit-${this.#count}`
    this.#audits.set(id, report)
    const [oldest] = this.#audits.keys()
    if (this.#audits.size > MOST && oldest !== undefined) this.#audits.delete(oldest)
    return id
  }

  /** Adds a report that is kept as long as the server runs, and made when it is first read. */
  add(id: string, make: () => Promise<Report>): void {
    let made: Promise<Report> | null = null
    this.#saved.set(id, () => (made ??= make()))
  }

  /** Returns the report. Throws an `AuditError` (wrong usage) if there is none with this id. */
  async get(id: string): Promise<Report> {
    const report = this.#audits.get(id) ?? (await this.#saved.get(id)?.())
    if (report !== undefined) return report
    const { ids } = this
    const hint = ids.length === 0 ? 'Call audit first.' : `Available: ${ids.join(', ')}. Or call audit again.`
    throw usageError(`No report has the id ${quoted(id)}.`, hint)
  }

  get ids(): string[] {
    return [...this.#saved.keys(), ...this.#audits.keys()]
  }
}
