import { toSafeJson } from '../lib/text/safe-json.ts'
import { batches } from '../lib/batches.ts'
import type { Format } from './format.ts'
import { StreamedList, writeJson } from './json/json-writer.ts'

const ndjson: Format = {
  title: 'one JSON record per key and line, then a line with the summary, for jq, DuckDB and log pipelines',
  *render({ gaps, findings, keys, ...rest }) {
    for (const batch of batches(keys, LINES))
      yield batch.map(key => `${toSafeJson({ type: 'key', ...key })}\n`).join('')
    const lists = { gaps: onOneLine(gaps), findings: findings && onOneLine(findings) }
    yield* writeJson({ type: 'summary', ...rest, ...lists }, null)
    yield '\n'
  },
}

export default ndjson

/** Lines in one chunk. */
const LINES = 100

const onOneLine = (items: readonly object[]): StreamedList<object> =>
  new StreamedList(items, item => toSafeJson(item), { isFlushLeft: false })
