import { countText } from '../lib/text/numbers.ts'

/** `1 marked key is`, `12 marked keys are` */
export const markedText = (count: number): string =>
  count === 1 ? '1 marked key is' : `${countText(count)} marked keys are`
