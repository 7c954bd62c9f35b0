import type { ReportTrend } from '../../model/history/report-trend.ts'
import type { Format } from '../format.ts'
import { plainJson, StreamedList, writeJson } from '../json/json-writer.ts'

const json: Format<ReportTrend> = {
  title: 'the months, and each key that became unused, as one document',
  *render({ silent_keys, ...rest }) {
    const long = silent_keys.length > 1000
    yield* writeJson({
      ...rest,
      silent_keys: new StreamedList(silent_keys, (key, indent) => plainJson(key, long ? null : indent)),
    })
    yield '\n'
  },
}

export default json
