import type { Gap } from '../../model/gap.ts'

/** Collects the gaps of one run, each once. */
export class GapLog {
  #gaps = new Map<string, Gap>()

  add(gap: Gap): void {
    const id = [gap.account, gap.region, gap.keyId, gap.operation, gap.reason].join(' ')
    if (!this.#gaps.has(id)) this.#gaps.set(id, gap)
  }

  get all(): readonly Gap[] {
    return [...this.#gaps.values()]
  }
}
