import type { KeyRecord } from '../../model/report/report.ts'
import { isUnused } from '../../model/report/unused.ts'
import { UNUSED } from '../../model/usage.ts'
import { lastUsedText } from '../last-used-text.ts'
import { type Compared, SAME, type KeyPair, type SubjectComparison } from './subject.ts'

/** The verdict. A key whose use is unknown in one of the reports was neither newly unused nor used again. */
export const usage: SubjectComparison = {
  subject: 'usage',
  field: 'usage',
  compare: pair => unknownUse(pair) ?? differenceOf(pair),
}

function unknownUse({ old, new: now, unusedDays }: KeyPair): Compared | null {
  if (unusedDays.old !== unusedDays.new)
    return { why: `the reports count ${unusedDays.old} and ${unusedDays.new} days without use as unused` }
  const sides = [old, now].flatMap((key, at) => (key.disposition === 'unknown' ? [at === 0 ? 'old' : 'new'] : []))
  if (sides.length === 0) return null
  if (sides.length === 2) return { why: 'the last use is unknown in both reports' }
  return { why: `the last use is unknown in the ${sides[0]} report` }
}

function differenceOf({ old, new: now }: KeyPair): Compared {
  if (old.disposition === now.disposition) return SAME
  const change = kindOf(old, now)
  const detail = `was ${old.disposition}, now ${now.disposition}; last used: ${lastUsedText(now)}`
  return [{ change, detail, old: old.disposition, new: now.disposition }]
}

/** A key that could not be described can be unused without counting as such, so its verdict decides. */
function kindOf(old: KeyRecord, now: KeyRecord): 'newly_unused' | 'used_again' | 'verdict_changed' {
  if (!isVerdictUnused(old) && isUnused(now)) return 'newly_unused'
  if (isVerdictUnused(old) && now.disposition === 'in_use' && now.key_manager !== 'AWS') return 'used_again'
  return 'verdict_changed'
}

const isVerdictUnused = ({ disposition }: KeyRecord): boolean => UNUSED.includes(disposition)
