import { SECOND } from '../../model/time.ts'
import { athenaClientOf, homesFor, searchedPlaces } from '../run/open-athena.ts'
import type { EnteredRun } from '../run/run.ts'
import type { Plan } from './plan.ts'

/** Adds the queries of `--athena`, `--security-lake`, `--lake` and `--cloudwatch-logs` to a plan. Runs none of them. */
export async function withAthena(plan: Plan, run: EnteredRun): Promise<Plan> {
  const { athena, lake, logs } = run.options.archives
  const unknown = [
    ...(athena?.isSecurityLake === true
      ? ['Security Lake: AWS bills what queries scan; that cannot be estimated.']
      : []),
    ...(lake === null ? [] : ['CloudTrail Lake: AWS bills what queries scan; that cannot be estimated.']),
    ...(logs === null ? [] : ['CloudWatch Logs: AWS bills what queries scan; that cannot be estimated.']),
  ]
  const noted = { ...plan, notes: [...plan.notes, ...unknown] }
  if (athena === null || athena.isSecurityLake) return noted
  const { estimateTable } = await import('../../archives/athena/estimate-table.ts')
  const { client } = athenaClientOf(run, athena)
  const places = [...searchedPlaces(run), ...(await homesFor(run, athena))]
  const { estimate, note } = await estimateTable(client, athena, places)
  const { dollars, requestDollars, duration } = estimate
  const seconds = (duration ?? 0) / SECOND
  return {
    ...noted,
    ...(seconds > plan.seconds && { seconds, timeIsFor: 'for the queries of Athena' }),
    dollars: new Map([
      ...plan.dollars,
      ...(dollars === null ? [] : [['Athena', dollars] as const]),
      ...(requestDollars === null ? [] : [['its requests to S3', requestDollars] as const]),
    ]),
    notes: [...noted.notes, note],
  }
}
