import { frame } from '../../src/browse/frame.ts'
import { wholeSampleReport } from './whole-sample-report.ts'
import { after, browsedOf } from '../browse/browsed.ts'

/** The list of the sample account, filtered to unused keys and sorted by cost, with two keys marked. */
export async function browseScreen(): Promise<string> {
  const browsed = browsedOf(await wholeSampleReport())
  const { state } = after(browsed, 'v77<home>  ', { columns: 110, rows: 14 })
  return `${frame(state, browsed, { color: false, ellipsis: '…' }).join('\n')}\n`
}
