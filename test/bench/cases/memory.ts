import type { Case, Measurement } from '../case.ts'
import { scenarios, type ScenarioName } from '../scenarios.ts'
import { takeInventory } from './inventory.ts'

interface MemoryCase {
  title: string
  few: ScenarioName
  many: ScenarioName
  /** Megabytes at the peak, and kilobytes for each key. */
  bars: { peak: number; perKey: number }
}

/** The peak memory of an inventory, and what each further key adds. Measured once, because it takes minutes. */
export const memoryCase = ({ title, few, many, bars }: MemoryCase): Case => ({
  title,
  async run() {
    const small = await takeInventory(few, true)
    const large = await takeInventory(many, true)
    const added = scenarios[many].keys - scenarios[few].keys
    const perKey = ((large.peak - small.peak) * 1024) / added
    const notes = [`${scenarios[few].keys} keys: ${small.peak.toFixed(0)} MB`, `took ${large.seconds.toFixed(0)} s`]
    return [
      {
        ...absolute,
        what: 'peak memory',
        unit: 'MB',
        measured: large.peak,
        bar: bars.peak,
        samples: [large.peak],
        notes,
      },
      { ...absolute, what: 'memory per added key', unit: 'KB', measured: perKey, bar: bars.perKey, samples: [perKey] },
    ]
  },
})

const absolute = { bound: null, ratio: null, notes: [] } satisfies Partial<Measurement>
