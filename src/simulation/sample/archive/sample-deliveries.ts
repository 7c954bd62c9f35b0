import type { DigestHour } from '../../../model/archive/coverage.ts'
import { DAY, HOUR, type Instant, isoTime, MINUTE } from '../../../model/time.ts'
import { SAMPLE_ACCOUNT } from '../sample-account.ts'
import { FIRST_DAY, STOPPED_DAY } from './archived-uses.ts'

/** The Region of the log files, and the home Region of the trail. */
export const SAMPLE_REGION = 'us-east-1'

/** Log files of an hour, and the bytes of each. */
export const FILES = 4
export const FILE_BYTES = 9_300

/**
 * CloudTrail delivers a digest file for each hour. Those of a day are one here, because they all say the same, except at
 * both ends. Two log files of the second hour were lost.
 */
export function sampleDigests(now: Instant): DigestHour[] {
  const days = FIRST_DAY - STOPPED_DAY
  const hours = Array.from({ length: days }, (_, day) => {
    const start = now - (FIRST_DAY - day) * DAY
    const isWhole = day > 0 && day < days - 1
    return isWhole ? [digest(start, DAY)] : Array.from({ length: 24 }, (__, hour) => digest(start + hour * HOUR, HOUR))
  }).flat()
  return hours.map((each, index) => ({
    ...each,
    isRestart: index === 0,
    ...(index === 1 && losing(lostFiles(each.start))),
  }))
}

const losing = (names: readonly string[]): Pick<DigestHour, 'missing' | 'lost'> => ({
  missing: names.length,
  lost: names.map(name => ({ name, why: null })),
})

const digest = (start: Instant, length: number): DigestHour => ({
  trail: 'virginia-audit',
  home: SAMPLE_REGION,
  isOrganization: false,
  start,
  end: start + length,
  files: (length / HOUR) * FILES,
  missing: 0,
  isRestart: false,
  isBackfill: false,
  shows: { uses: true, writes: true },
  folder: 's3://example-logs/AWSLogs/',
})

/** Their names have the time of delivery. */
const lostFiles = (start: Instant): string[] =>
  ['7Qx2LmWc04TzKd9B', 'pR8sYv3HnJ61FeUa'].map((unique, part) => {
    const minute = isoTime(start + (part + 1) * 5 * MINUTE).slice(0, 'YYYY-MM-DDThh:mm'.length)
    return `${SAMPLE_ACCOUNT}_CloudTrail_${SAMPLE_REGION}_${minute.replaceAll(/[-:]/g, '')}Z_${unique}.json`
  })
