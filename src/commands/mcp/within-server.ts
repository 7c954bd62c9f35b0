import { usageError } from '../../cli/settings.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import { matchesRegion } from '../../lib/text/region-pattern.ts'
import type { Options } from '../../model/options/options.ts'
import { KeyFilter } from '../../selection/key-filter.ts'
import type { Session } from './session.ts'

/**
 * Throws an `AuditError` (wrong usage) if the ARN of a key is in a Region that the server does not audit. On a command line
 * an ARN adds its Region to those of --region.
 */
export function refuseOtherRegions({ audit: { keys, regions } }: Options, { fixed }: Session): void {
  if (!fixed.has('region') || regions === null) return
  const other = new KeyFilter(keys).regions.find(region => !regions.some(pattern => matchesRegion(region, pattern)))
  if (other === undefined) return
  throw usageError(`The server does not audit ${other}.`, `It audits ${joinWithAnd([...regions])}.`)
}

/** Options of the server that select keys, which the tool for one key does not have. */
const SELECTING = ['key', 'excludeKey', 'tag', 'manager', 'org'] as const

/** Throws an `AuditError` (wrong usage) if one key cannot be read from AWS without a selection of the server. */
export function refuseUnselected({ fixed }: Session): void {
  if (!SELECTING.some(name => fixed.has(name))) return
  throw usageError(
    'key needs an audit_id, because the server audits an organization or a selection of keys.',
    'Call audit with the name of the key as key, and then this with its audit_id.',
  )
}
