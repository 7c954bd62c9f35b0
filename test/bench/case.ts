/** One measurement, under the name that selects it. A new one is one entry in `cases.ts`. */
export interface Case {
  title: string
  run(settings: Settings): Promise<Measurement[]>
}

interface Settings {
  /** The number of repetitions. The medians count. */
  runs: number
}

export type Unit = '' | 's' | 'ms' | 'MB' | 'KB' | '%' | 'open'

/** One line of the table. */
export interface Measurement {
  what: string
  unit: Unit
  /** The median. */
  measured: number
  /**
   * The value that it is compared with, measured or computed in the same run. Null: the bar applies to the value
   * itself.
   */
  bound: number | null
  /** Measured / bound. If the bound was measured too, the median of the pairs. */
  ratio: number | null
  bar: number
  /** The values of all repetitions that were compared with the bar. */
  samples: readonly number[]
  /** The source of the bound, and other facts for the reader. */
  notes: readonly string[]
}

export const isMet = ({ ratio, measured, bar }: Measurement): boolean => (ratio ?? measured) <= bar
