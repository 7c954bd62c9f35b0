import { groupBy } from '../../lib/group-by.ts'
import { joinWithAnd, listText } from '../../lib/text/lists.ts'
import { countText } from '../../lib/text/numbers.ts'
import type { WatchReading } from '../../model/retirement/watch-reading.ts'

interface NamedResource {
  type: string
  id: string
}

/** Returns `EBS volume vol-1`. A type that this version does not know keeps its id. */
export const resourceText = ({ type, id }: NamedResource, { typeNames }: WatchReading): string =>
  `${typeNames.get(type)?.singular ?? type} ${id}`

/** Returns `EBS volume vol-1 and 2 EBS snapshots (snap-1 and snap-2)`. */
export function resourcesText(resources: readonly NamedResource[], reading: WatchReading): string {
  const texts = groupBy(resources, ({ type }) => type).map(group => {
    const [first] = group
    if (first === undefined || group.length === 1) return group.map(one => resourceText(one, reading)).join('')
    const plural = reading.typeNames.get(first.type)?.plural ?? first.type
    return `${countText(group.length)} ${plural} (${listText(group.map(({ id }) => id))})`
  })
  return joinWithAnd(texts)
}
