import type { Registry } from '../../lib/registry.ts'
import type { ArchiveStatus } from '../../model/archive/archive-status.ts'
import type { ArchiveVerification } from '../../model/archive/archive-verification.ts'
import type { Format } from '../format.ts'

// The formats of kms-audit archive, by what it shows: one file and one line each. The first is the default.

/** Of what an index holds and covers. */
export const archiveStatusFormats = {
  table: () => import('./status/table.ts'),
  csv: () => import('./status/csv.ts'),
  json: () => import('./json.ts'),
} satisfies Registry<Format<ArchiveStatus>>

/** Of whether log files are as CloudTrail delivered them. */
export const archiveVerificationFormats = {
  table: () => import('./verification/table.ts'),
  csv: () => import('./verification/csv.ts'),
  json: () => import('./json.ts'),
} satisfies Registry<Format<ArchiveVerification>>
