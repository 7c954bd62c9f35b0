import { DAY, HOUR, type Instant } from '../../model/time.ts'

/**
 * Returns the times of the reports of the demo, oldest first. More than 31 days lie between two of them, so each is of
 * another month. The hours keep every use of the sample account away from the 90 days after which a key is unused:
 * otherwise its verdict would depend on milliseconds.
 */
export const sampleMoments = (now: Instant): Instant[] =>
  Array.from({ length: MONTHS }, (_, back) => now - (MONTHS - 1 - back) * STEP)

const STEP = 31 * DAY + 5 * HOUR
const MONTHS = 6
