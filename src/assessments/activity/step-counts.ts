/** As many steps are kept as a list, which takes a tenth of the memory of a map. Most principals need no more. */
const FEW = 64

/** Counts by the number of a step. */
export class StepCounts {
  #few: number[] | null = null
  #counts: Map<number, number> | null = null

  add(step: number): void {
    if (this.#counts !== null) this.#counts.set(step, (this.#counts.get(step) ?? 0) + 1)
    else if ((this.#few ??= []).length < FEW) this.#few.push(step)
    else {
      this.#counts = countsOf([...this.#few, step])
      this.#few = null
    }
  }

  entries(): [step: number, count: number][] {
    return [...(this.#counts ?? countsOf(this.#few ?? []))]
  }
}

function countsOf(steps: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1)
  return counts
}
