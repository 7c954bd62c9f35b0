import { listKeys } from '../aws/list-keys.ts'
import type { PlaceAccess } from '../aws/place-access.ts'
import type { Gap } from '../model/gap.ts'
import type { AuditOptions } from '../options/options.ts'
import { withRun } from './open-run.ts'
import { isElsewhere, placesOf } from './places.ts'
import type { Plan } from './plan.ts'
import { planOf } from './plan.ts'
import type { Ports } from './ports.ts'
import { requireAnswers } from './require-answers.ts'

/** `--estimate`: lists the keys of every place, and asks no more. */
export const estimate = (options: AuditOptions, ports: Ports): Promise<{ plan: Plan; gaps: readonly Gap[] }> =>
  withRun(options, ports, async run => {
    const counted = await Promise.all(
      placesOf(run).map(async access => ({ place: access.caller.place, keys: await countKeys(access) })),
    )
    const { gaps } = run.door.run
    requireAnswers(
      counted.some(({ keys }) => keys !== null),
      gaps,
    )
    const listed = counted.map(({ place, keys }) => ({ place, keys: keys ?? 0 }))
    return { plan: planOf(listed, options), gaps: gaps.all }
  })

/** Null: not even the first page could be read. */
async function countKeys(access: PlaceAccess): Promise<number | null> {
  if (isElsewhere(access)) return null
  let keys: number | null = null
  for await (const page of listKeys(access)) {
    if (page.known) keys = (keys ?? 0) + page.value.length
    else access.caller.gap('kms:ListKeys', page.reason, page.why)
  }
  return keys
}
