import { SECOND } from '../../model/time.ts'
import { placesOf } from '../enter/places.ts'
import { athenaClientOf } from '../run/open-athena.ts'
import type { EnteredRun } from '../run/run.ts'
import type { Plan } from './plan.ts'

/** Adds the queries of `--athena` to a plan. Runs none of them. */
export async function withAthena(plan: Plan, run: EnteredRun): Promise<Plan> {
  const { athena } = run.options.archives
  if (athena === null) return plan
  const { estimateTable } = await import('../../archives/athena/estimate-table.ts')
  const { client } = athenaClientOf(run, athena)
  const places = placesOf(run).map(({ place }) => place)
  const { estimate, note } = await estimateTable(client, athena, places)
  const { dollars, duration } = estimate
  return {
    ...plan,
    seconds: Math.max(plan.seconds, (duration ?? 0) / SECOND),
    dollars: dollars === null ? plan.dollars : new Map([...plan.dollars, ['Athena', dollars]]),
    notes: [...plan.notes, note],
  }
}
