import { countNoun } from '../../lib/text/numbers.ts'
import type { DependentRecord } from '../../model/dependents.ts'

/** `within hours, even if the key is only disabled: AWS stops the instance; cannot be undone after 7 days` */
export function effectText(dependent: DependentRecord): string {
  const { when_unusable: when, consequence, acts_on_disabled: acts, irreversible_after_days: days } = dependent
  const disabled = acts ? ', even if the key is only disabled' : ''
  const end = days === null ? '' : `; cannot be undone after ${spanText(days)}`
  return `${when === 'unknown' ? 'time not known' : when.replaceAll('-', ' ')}${disabled}: ${consequence}${end}`
}

/** `7 days`, or `20 hours` for a part of a day. */
const spanText = (days: number): string =>
  Number.isInteger(days) ? countNoun(days, 'day') : countNoun(Math.round(days * 24), 'hour')
