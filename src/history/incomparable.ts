import type { KeyRecord } from '../model/report/report.ts'
import { keyIdentity, placeIdentity } from './key-identity.ts'
import type { LeftOutKeys, NotComparable, Side, Subject } from '../model/history/report-diff.ts'

/** Collects what could not be compared: one entry for each reason in each place, with all of its keys. */
export class Incomparable {
  readonly #entries = new Map<string, NotComparable & { key_ids: string[] }>()
  readonly #leftOut = new Map<string, LeftOutKeys>()
  readonly #keys = new Set<string>()

  note(subject: Subject, key: KeyRecord, reason: string): void {
    const { account_id, region, key_id } = key
    const id = `${subject} ${placeIdentity(key)} ${reason}`
    const entry = this.#entries.get(id) ?? { subject, account_id, region, reason, key_ids: [] }
    entry.key_ids.push(key_id)
    this.#entries.set(id, entry)
    this.#keys.add(keyIdentity(key))
  }

  leaveOut(only_in: Side, { account_id, region }: KeyRecord, reason: string, keys = 1): void {
    const id = `${only_in} ${account_id} ${region} ${reason}`
    const entry = this.#leftOut.get(id) ?? { only_in, account_id, region, reason, keys: 0 }
    this.#leftOut.set(id, { ...entry, keys: entry.keys + keys })
  }

  get entries(): NotComparable[] {
    return [...this.#entries.values()]
  }

  get leftOut(): LeftOutKeys[] {
    return [...this.#leftOut.values()]
  }

  get keyCount(): number {
    return this.#keys.size
  }
}
