import { flagOf } from './entry.ts'
import type { PublishOptions } from './options.ts'
import { usageError, type Given, type Settings } from './settings.ts'
import { table } from './table.ts'

/** What `publish` was told; null for other commands. Typed options that would do nothing are wrong usage. */
export function publishOptionsOf(
  { yes, dryRun, from, region }: Settings,
  given: Given,
  sink: string | null,
): PublishOptions | null {
  const idle = (sink === null ? ABOUT_PUBLISH : NOT_ABOUT_PUBLISH).find(name => given.has(name))
  if (idle === undefined) {
    if (sink === null) return null
    if (from !== null) refuseAuditing(given)
    // Typed only: a Region in the environment is that of audits.
    return { sink, yes, dryRun, regions: from !== null && given.has('region') ? region : null }
  }
  const flag = flagOf(table[idle])
  if (sink === null) throw usageError(`${flag} is about publishing.`, 'See kms-audit --help for kms-audit publish.')
  throw usageError(`${flag} does nothing with publish.`, HINTS[idle] ?? '--dry-run prints what would be sent.')
}

function refuseAuditing(given: Given): void {
  const idle = ABOUT_AUDITING.find(name => given.has(name))
  if (idle === undefined) return
  throw usageError(`${flagOf(table[idle])} does nothing with publish --from.`, 'The report is sent as it was saved.')
}

const ABOUT_AUDITING = [
  ...(['manager', 'key', 'unusedDays', 'requestDays', 'noRequests', 'source', 'doubleCheck', 'maxPages'] as const),
  ...(['pricePerKey', 'fast', 'maxDuration', 'checkpoint', 'checkpointTtl'] as const),
] as const
const ABOUT_PUBLISH = ['yes', 'dryRun'] as const
const NOT_ABOUT_PUBLISH = ['output', 'outputFile', 'only', 'estimate'] as const

const HINTS: Readonly<Partial<Record<keyof typeof table, string>>> = {
  only: 'It narrows the rows of a table; --severity narrows findings.',
  estimate: 'kms-audit --estimate --checks tells what the audit takes.',
}
