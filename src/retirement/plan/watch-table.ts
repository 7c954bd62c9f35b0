import { createHash } from 'node:crypto'
import type { WatchRecord } from '../../model/retirement/retirement-watch.ts'

/**
 * The text of `watch.tsv`, in which the scripts look up verdicts without a reader of JSON. The first line has the digest
 * of `watch.json`, and the last one the number of keys, so that a file that was edited or cut short is not used.
 *
 * @param json the text of `watch.json`
 */
export function watchTable(watch: WatchRecord, json: string): string {
  const digest = createHash('sha256').update(json).digest('hex')
  const rows = [
    [watch.kind, watch.schema_version, watch.plan_id, watch.generated_at, watch.window_days, digest],
    ...watch.keys.map(key => [key.key_arn, key.verdict, key.disabled_at ?? '-', key.window_ends_at ?? '-']),
    ['end', watch.keys.length],
  ]
  return rows.map(row => `${row.join('\t')}\n`).join('')
}
