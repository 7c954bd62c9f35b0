import { groupBy } from '../../../lib/group-by.ts'
import { joinWithAnd, listText } from '../../../lib/text/lists.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import type { NotComparable, ReportDiff, Subject } from '../../../model/history/report-diff.ts'

/** One line for each reason why something could not be compared, with the number of keys. */
export const incomparableTexts = ({ not_comparable }: ReportDiff): string[] =>
  groupBy(not_comparable, ({ reason, key_ids }) => `${reason} ${key_ids?.length === 1 ? key_ids.join() : ''}`)
    .flatMap(group => groupBy(group, ({ key_ids }) => (key_ids?.length === 1 ? '' : 'several')))
    .map(incomparableText)

function incomparableText(entries: readonly NotComparable[]): string {
  const { reason } = entries[0] as NotComparable
  const subject = joinWithAnd([...new Set(entries.map(one => SUBJECTS[one.subject]))])
  const ids = [...new Set(entries.flatMap(({ key_ids }) => key_ids ?? []))]
  const accounts = new Set(entries.map(({ account_id }) => account_id))
  const of = ids.length === 0 ? countNoun(accounts.size, 'account') : countNoun(ids.length, 'key')
  const named = ids.length > 0 && ids.length <= NAMED ? ` (${ids.map(id => id.slice(0, 8)).join(', ')})` : ''
  return `${subject} of ${of}${named}: ${reason}`
}

/** More keys are counted; the JSON lists them. */
const NAMED = 3

/** One line for each reason why keys of one report are left out, with the places. */
export function leftOutTexts({ left_out, old, new: now }: ReportDiff): string[] {
  return groupBy(left_out, ({ only_in, reason }) => `${only_in} ${reason}`).map(entries => {
    const { only_in, reason } = entries[0] as (typeof left_out)[number]
    const keys = entries.reduce((sum, one) => sum + one.keys, 0)
    const places = listText(entries.map(({ region }) => region))
    const [having, other] = only_in === 'old' ? [old, now] : [now, old]
    return `${countNoun(keys, 'key')} in ${places}: only in ${having.name}; for ${other.name}, ${reason}`
  })
}

/** What the reports do not contain. Null: they contain everything. */
export function notRecordedText({ not_recorded, old, new: now }: ReportDiff): string | null {
  if (not_recorded.length === 0) return null
  const texts = groupBy(not_recorded, ({ not_in }) => not_in).map(entries => {
    const not_in = entries[0]?.not_in
    const where = not_in === 'both' ? 'neither report' : `not ${not_in === 'old' ? old.name : now.name}`
    return `${joinWithAnd(entries.map(missingText))} (in ${where})`.replace('in not ', 'not in ')
  })
  return `${texts.join('; ')}. ${howText(not_recorded)}`
}

function howText(all: ReportDiff['not_recorded']): string {
  // Every report has descriptions.
  if (all.some(({ subject }) => subject === 'description'))
    return 'Compare two reports for what a history does not keep.'
  const others = all.filter(({ subject }) => subject !== 'dependents')
  const options = [...(others.length > 0 ? ['--checks'] : []), ...(others.length < all.length ? ['--dependents'] : [])]
  return `Audit with ${options.join(' and ')} to compare them.`
}

/** `tags`, or `findings of policy-public`, or `findings below high`. */
function missingText({ subject, checks, less_severe_than }: ReportDiff['not_recorded'][number]): string {
  const of = checks === undefined ? '' : ` of ${listText(checks)}`
  return `${SUBJECTS[subject]}${of}${less_severe_than === undefined ? '' : ` below ${less_severe_than}`}`
}

const SUBJECTS: Readonly<Record<Subject, string>> = {
  presence: 'whether new or gone',
  usage: 'last use',
  state: 'state',
  description: 'description and multi-Region family',
  policy: 'key policy',
  grants: 'grants',
  dependents: 'resources that use keys',
  rotation: 'rotation',
  tags: 'tags',
  aliases: 'aliases',
  cost: 'cost',
  findings: 'findings',
}
