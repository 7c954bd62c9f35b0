import { stringify } from 'csv-stringify/sync'
import { safeText } from '../../../lib/text/safe-text.ts'
import type {
  ArchiveVerification,
  VerificationProblem,
  VerifiedTrail,
} from '../../../model/archive/archive-verification.ts'
import type { Format } from '../../format.ts'

const csv: Format<ArchiveVerification> = {
  title: 'one line per file that is altered, damaged or missing (RFC 4180)',
  *render({ trails }) {
    const rows = trails.flatMap(trail =>
      trail.problems.map(problem => COLUMNS.map(([, value]) => value(trail, problem))),
    )
    yield stringify([COLUMNS.map(([name]) => name), ...rows], { record_delimiter: '\r\n', escape_formulas: true })
  },
}

export default csv

const COLUMNS: readonly (readonly [
  name: string,
  value: (trail: VerifiedTrail, problem: VerificationProblem) => string,
])[] = [
  ['AccountId', ({ account_id }) => account_id],
  ['Region', ({ region }) => region],
  ['Trail', ({ trail }) => safeText(trail)],
  ['What', (_, { what }) => what],
  ['File', (_, { file }) => safeText(file)],
  ['Why', (_, { why }) => safeText(why)],
]
