import type { ResultRow } from '../../../aws/athena/get-results.ts'
import type { DamagedFile, DigestHour } from '../../../model/archive/coverage.ts'
import { SECOND } from '../../../model/time.ts'
import { readDigestName } from '../../digests/digest-name.ts'

/** The kind of a row about digest files; see `query/proved-sql.ts`. */
export const DIGESTS = 'digests'

/** The digest files of one trail in one place and query. They stay packed, because years of an organization are many. */
export interface DigestRuns {
  account: string
  region: string
  trail: Pick<DigestHour, 'trail' | 'home' | 'isOrganization'> | null
  /** Runs of digest files; empty: there is none. */
  packed: string
  /** A digest file that is not as CloudTrail writes it. Null: this is about others. */
  damaged: DamagedFile | null
}

/** Reads a row about digest files. Null: it is not one. */
export function readDigestRuns([account, region, series, kind, packed]: ResultRow): DigestRuns | null {
  if (!account || !region || !series || kind !== DIGESTS || typeof packed !== 'string') return null
  if (series.startsWith('!')) {
    const name = series.slice(1)
    const at = readDigestName(name)?.end
    if (at === undefined) return null
    return { account, region, trail: null, packed: '', damaged: { at, why: `${name}: it is not a whole digest file` } }
  }
  const [organization, prefix] = series.split('/')
  const named = readDigestName(`${prefix}_20000101T000000Z.json`)
  if (named === null || !PACKED.test(packed)) return null
  const trail = { trail: named.trail, home: named.home, isOrganization: organization === 'o' }
  return { account, region, trail, packed, damaged: null }
}

/** Start and length in seconds, number of digest files, flags, number of missing log files, and the oldest event if any is. */
const RUN = String.raw`\d+,\d+,\d+,[rbmuw]*,\d+(?:,\d*)?`
const PACKED = new RegExp(`^${RUN}(?:;${RUN})*$`)

/** The digest files of packed runs, each with its own time. */
export function digestHours({ trail, packed }: DigestRuns): DigestHour[] {
  if (trail === null) return []
  return packed.split(';').flatMap(run => {
    const [start = '', length = '', count = '', flags = '', missing = '', oldest = ''] = run.split(',')
    const [first, each] = [Number(start) * SECOND, Number(length) * SECOND]
    return Array.from({ length: Number(count) }, (_, index) => ({
      ...trail,
      start: first + index * each,
      end: first + (index + 1) * each,
      ...(oldest !== '' && { oldest: Number(oldest) * SECOND }),
      missing: Number(missing),
      isRestart: flags.includes('r'),
      isBackfill: flags.includes('b'),
      shows: { uses: flags.includes('u'), writes: flags.includes('w') },
    }))
  })
}
