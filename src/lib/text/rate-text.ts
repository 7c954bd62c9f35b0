import { groupThousands } from './numbers.ts'

/** Writes a rate or a percentage: `0.04`, `12.5`, `9,120`. */
export const rateText = (rate: number): string =>
  groupThousands(String(rate < 100 ? Math.round(rate * 100) / 100 : Math.round(rate)))
