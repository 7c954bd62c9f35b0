import type { AdviceSources } from '../../advice/advise.ts'
import { readActualCosts } from '../../collect/costs/read-actual-costs.ts'
import { countNoun, moneyText } from '../../lib/text/numbers.ts'
import type { Task } from '../shared/task.ts'

/** What advice follows from, besides an earlier report. */
export type AdviceRecords = Omit<AdviceSources, 'realized'>

/** Adds what AWS billed, and says what asking for it costs. What could not be read is a gap of the report. */
export async function withActualCosts({ asked, runHost, say }: Task, records: AdviceRecords): Promise<AdviceRecords> {
  const { report } = records
  const { costs, gaps } = await readActualCosts(asked, runHost)
  const { requests, requests_cost: cost } = costs
  if (requests > 0) say.note(`AWS bills ${moneyText(cost)} for ${countNoun(requests, 'request')} to Cost Explorer.`)
  const known = new Set(report.gaps.map(gap => JSON.stringify(gap)))
  const more = gaps.filter(gap => !known.has(JSON.stringify(gap)))
  return { ...records, report: { ...report, gaps: [...report.gaps, ...more] }, actualCosts: costs }
}
