import { join } from 'node:path'
import { checkWritable, writeOutputFile } from '../../../lib/files/output-file.ts'
import { toSafeJson } from '../../../lib/text/safe-json.ts'
import type { WatchRecord } from '../../../model/retirement/retirement-watch.ts'
import { watchTable } from '../../../retirement/plan/watch-table.ts'

const FILES = { json: 'watch.json', table: 'watch.tsv' } as const

/** Before a long run: throws an `AuditError` of wrong usage if the files cannot be written. */
export async function checkWatchFiles(directory: string): Promise<void> {
  for (const name of Object.values(FILES)) await checkWritable(join(directory, name))
}

/**
 * Writes `watch.json` and then `watch.tsv`, from which the scripts read the verdicts, beside a plan. Each appears as a
 * whole or not at all; the table has the digest of the JSON, so that the scripts notice if they do not belong together.
 */
export async function writeWatch(directory: string, watch: WatchRecord): Promise<void> {
  const json = `${toSafeJson(watch, 2)}\n`
  await writeOutputFile(join(directory, FILES.json), [json])
  await writeOutputFile(join(directory, FILES.table), [watchTable(watch, json)])
}
