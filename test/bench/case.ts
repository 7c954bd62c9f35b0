/** One thing that is measured, under the name by which it can be chosen. A new one is one entry in `cases.ts`. */
export interface Case {
  title: string
  run(settings: Settings): Promise<Measurement[]>
}

interface Settings {
  /** How often it is repeated; the medians count. */
  runs: number
}

export type Unit = 's' | 'ms' | 'MB' | 'KB' | '%' | 'open'

/** One line of the table. */
export interface Measurement {
  what: string
  unit: Unit
  /** The median. */
  measured: number
  /** What it is compared with, measured or computed in the same run; null: the bar holds for the value itself. */
  bound: number | null
  /** Measured / bound; the median of the pairs where the bound was measured too. */
  ratio: number | null
  bar: number
  /** What was compared with the bar, of every repetition. */
  samples: readonly number[]
  /** Where the bound comes from, and what else a reader should know. */
  notes: readonly string[]
}

export const isMet = ({ ratio, measured, bar }: Measurement): boolean => (ratio ?? measured) <= bar
