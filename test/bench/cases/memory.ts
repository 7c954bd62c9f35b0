import type { Case, Measurement } from '../case.ts'
import { scenarios, type ScenarioName } from '../scenarios.ts'
import { takeInventory, takeInventoryTwice } from './inventory.ts'

interface MemoryCase {
  title: string
  few: ScenarioName
  many: ScenarioName
  /** Megabytes, and kilobytes. */
  bars: { peak: number; perKey: number }
}

/** The most memory that an inventory ever takes, and what each further key adds to it. Once: it takes minutes. */
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

interface ResumeCase {
  title: string
  scenario: ScenarioName
  /** Megabytes. */
  bar: number
}

/** The most memory that a run takes which resumes from a checkpoint that knows every key. Once: it takes minutes. */
export const resumeCase = ({ title, scenario, bar }: ResumeCase): Case => ({
  title,
  async run() {
    const { fresh, resumed } = await takeInventoryTwice(scenario)
    const notes = [`fresh run: ${fresh.peak.toFixed(0)} MB`, `took ${resumed.seconds.toFixed(0)} s`]
    const measured = resumed.peak
    return [{ ...absolute, what: 'peak memory', unit: 'MB', measured, bar, samples: [measured], notes }]
  },
})

const absolute = { bound: null, ratio: null, notes: [] } satisfies Partial<Measurement>
