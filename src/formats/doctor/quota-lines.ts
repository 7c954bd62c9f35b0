import { groupBy } from '../../lib/group-by.ts'
import type { Diagnosis, QuotaDiagnosis } from '../../model/diagnosis.ts'
import type { Line } from './connection-lines.ts'

/** One line for each operation and quota. Regions with the same quota share a line. */
export function quotaLines({ places }: Diagnosis): Line[] {
  const all = places.flatMap(({ region, quotas }) => quotas.map(quota => ({ ...quota, region })))
  return groupBy(all, ({ operation, per_second, source }) => `${operation} ${per_second} ${source}`).flatMap(same => {
    const [first] = same
    return first === undefined ? [] : [quotaLine(first, same.length === places.length ? '' : regionsOf(same))]
  })
}

const regionsOf = (same: readonly { region: string }[]): string =>
  ` in ${[...new Set(same.map(({ region }) => region))].join(', ')}`

function quotaLine({ operation, per_second, source, used_per_second: used }: QuotaDiagnosis, where: string): Line {
  const name = `Quota of ${operation.slice(operation.indexOf(':') + 1)}`
  const quota = `${per_second}/s${where}${source === 'default' ? ' (default; Service Quotas does not say)' : ''}`
  if (used > per_second)
    return [
      'warn',
      name,
      `${quota}, but a run makes up to ${used}/s. Add --max-rate ${operation.split(':')[1]}=${per_second}.`,
    ]
  if (used < per_second)
    return ['ok', name, `${quota}. A run makes up to ${used}/s; --max-rate ${operation.split(':')[1]}=N changes that.`]
  return ['ok', name, quota]
}
