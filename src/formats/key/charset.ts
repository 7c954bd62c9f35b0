/** The characters of the drawings. */
export interface Charset {
  seen: string
  /** A source that shows some uses only. */
  glimpsed: string
  /** A source that was read in part. */
  partial: string
  use: string
  change: string
  created: string
  /** From the lowest to the highest; the first is for none at all. */
  levels: readonly string[]
}

export const UNICODE: Charset = {
  seen: '─',
  glimpsed: '┈',
  partial: '╌',
  use: '●',
  change: '▲',
  created: '◆',
  levels: ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
}

export const ASCII: Charset = {
  seen: '-',
  glimpsed: '.',
  partial: '~',
  use: '*',
  change: '^',
  created: '+',
  levels: ['.', '_', '-', '=', '+', '*', '#'],
}
