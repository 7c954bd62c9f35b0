import type { KeyRecord } from '../../../model/report/report.ts'

/** Says in a sentence why the last use of a key is not known. */
export function unknownLastUseText({ usage }: KeyRecord): string {
  if (usage === undefined) return 'No source was queried for the last use of the key.'
  const whys = new Set(usage.evidence.flatMap(({ source, why }) => (why === undefined ? [] : `${source}: ${why}`)))
  const because = whys.size === 0 ? 'no source covers enough time' : [...whys].join('; ')
  return `The last use of the key is not known (${because}).`
}
