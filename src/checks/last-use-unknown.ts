import type { KeyRecord } from '../model/report.ts'

/** In a sentence, why nobody can say when a key was last used. */
export function lastUseUnknown({ usage }: KeyRecord): string {
  if (usage === undefined) return 'Nobody was asked when the key was last used.'
  const whys = new Set(usage.evidence.flatMap(({ source, why }) => (why === undefined ? [] : `${source}: ${why}`)))
  const because = whys.size === 0 ? 'no source saw enough of its time' : [...whys].join('; ')
  return `When the key was last used is not known (${because}).`
}
