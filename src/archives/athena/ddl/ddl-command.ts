import { shellWord } from '../../../lib/text/shell-word.ts'
import type { AthenaTable } from '../../../model/options/athena-table.ts'
import { athenaWords, DEFAULT_WORKGROUP } from '../athena-words.ts'

/** The command that prints the statements of these tables. The bucket of the trail is not known here. */
export function ddlCommand(options: AthenaTable): string {
  const named = athenaWords({ ...options, workgroup: DEFAULT_WORKGROUP, output: null, maxBytes: null }, null)
  return ['kms-audit', 'archive', 'ddl', '--trail-bucket', 'BUCKET', ...named].map(shellWord).join(' ')
}
