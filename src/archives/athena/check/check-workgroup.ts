import { getWorkgroup } from '../../../aws/athena/get-workgroup.ts'
import type { PlaceClient } from '../../../aws/session/place-client.ts'
import { AuditError } from '../../../lib/process/exit.ts'
import type { AthenaTable } from '../../../model/options/athena-table.ts'

/** Where the results of queries go. */
export interface ResultsPlace {
  /** Null: where the workgroup says. */
  output: string | null
  hasManagedResults: boolean
}

/**
 * Finds out where the results of queries go.
 *
 * @throws AuditError if the workgroup cannot run queries
 */
export async function checkWorkgroup(client: PlaceClient, options: AthenaTable): Promise<ResultsPlace> {
  const { workgroup: name, output } = options
  const { region } = client.place
  const found = await getWorkgroup(client, name)
  if (!found.known) {
    // Queries may be permitted nevertheless.
    if (found.reason === 'denied') return { output, hasManagedResults: false }
    const isMissing = /not ?found|does not exist/i.test(found.why)
    throw new AuditError(
      isMissing ? 'usage' : 'failed',
      isMissing
        ? `The workgroup ${name} does not exist in ${region}.`
        : `Cannot read the workgroup ${name}: ${found.why}`,
      { hint: isMissing ? 'Name another one with --athena-workgroup.' : 'Try again later.' },
    )
  }
  const { isEnabled, hasManagedResults, output: ofWorkgroup, overridesQueries } = found.value
  if (!isEnabled)
    throw new AuditError('usage', `The workgroup ${name} is disabled.`, {
      hint: 'Name another one with --athena-workgroup.',
    })
  if (hasManagedResults) return { output: null, hasManagedResults }
  if (ofWorkgroup === null && output === null)
    throw new AuditError('usage', `The workgroup ${name} has no location for results.`, {
      hint: 'Name one with --athena-output s3://BUCKET/PREFIX/, or use a workgroup with managed query results.',
    })
  return { output: overridesQueries && ofWorkgroup !== null ? null : output, hasManagedResults }
}
