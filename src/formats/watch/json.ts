import { toSafeJson } from '../../lib/text/safe-json.ts'
import type { WatchRecord } from '../../model/retirement/retirement-watch.ts'
import type { Format } from '../format.ts'

const json: Format<readonly WatchRecord[]> = {
  title: 'what was found about each key, as one document',
  *render(watches) {
    yield `${toSafeJson({ schema_version: 1, kind: 'kms-audit-retirement-watches', watches }, 2)}\n`
  },
}

export default json
