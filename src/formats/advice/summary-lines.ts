import { groupBy } from '../../lib/group-by.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import { countNoun, moneyText } from '../../lib/text/numbers.ts'
import { joinRemedies, remedyText } from '../../model/advice-remedy.ts'
import type { AdviceReport } from '../../model/advice.ts'
import type { View } from '../format.ts'
import { billedTexts } from './billed-texts.ts'
import { labelledLines } from '../table/labelled-lines.ts'

/** The three totals, which never share a dollar, and what could not be said. */
export function* summaryLines(whole: AdviceReport, view: View): Generator<string> {
  const { realized } = whole.totals
  const lines: (readonly [label: string, text: string])[] = [
    ['Cost', costText(whole)],
    ...billedTexts(whole).map((text, at) => [at === 0 ? 'Billed' : '', text] as const),
    ['Unused', unusedText(whole)],
    ['Advice', adviceText(whole)],
    ...(realized === null
      ? []
      : ([
          [
            'Realized',
            `${moneyText(realized.monthly_savings)} a month since ${realized.since.slice(0, 10)}, by ${countNoun(realized.keys, 'key')} that ${realized.keys === 1 ? 'was' : 'were'} unused`,
          ],
        ] as const)),
    ...missingTexts(whole).map((text, at) => [at === 0 ? 'Missing' : '', text] as const),
    ...(whole.gaps.length === 0
      ? []
      : ([['Incomplete', `${countNoun(whole.gaps.length, 'gap')}: -o json lists what could not be read`]] as const)),
  ]
  for (const [label, text] of lines) yield `${labelledLines(label, text, view)}\n`
}

function unusedText({ totals: { unused_keys: unused } }: AdviceReport): string {
  const { keys, unknown, is_lower_bound: isLow, monthly_savings: savings } = unused
  const amount = savings === null ? 'an unknown amount' : `${isLow ? 'at least ' : ''}${moneyText(savings)} a month`
  const found = keys === 0 ? 'no unused key was found' : `${countNoun(keys, 'unused key')}: ${amount} if deleted`
  return unknown === 0 ? found : `${found}; the use of ${countNoun(unknown, 'key')} is not known`
}

function costText({ bills, request_days: days }: AdviceReport): string {
  const keys = bills.reduce((sum, bill) => sum + bill.keys_monthly, 0)
  const requests = bills.reduce((sum, bill) => sum + bill.requests_cost, 0)
  const least = bills.some(bill => bill.is_lower_bound) ? 'at least ' : ''
  const counted = days === null ? 'requests were not counted' : `${moneyText(requests)} for requests in ${days} days`
  return `${least}${moneyText(keys)} a month for keys, ${counted}`
}

function adviceText({ totals: { advice }, not_given: notGiven }: AdviceReport): string {
  const { count, unknown, blocked, monthly_savings: savings } = advice
  const open = [
    ...(unknown === 0 ? [] : [`${countNoun(unknown, 'change')} whose savings are not known`]),
    ...(blocked === 0 ? [] : [countNoun(blocked, 'blocked change')]),
  ].join(' and ')
  if (count === 0 && open !== '') return open
  if (count === 0) return `nothing to change was found${notGiven.length === 0 ? '' : ' in what the report contains'}`
  const changes = countNoun(count, 'change')
  const counted =
    savings === 0
      ? `${changes} without savings of ${count === 1 ? 'its' : 'their'} own`
      : `at most ${moneyText(savings)} a month, by ${changes}`
  return open === '' ? counted : `${counted}; besides, ${open}`
}

/** The facts that are missing for all kinds of advice, in one line for each command that adds some. */
const missingTexts = ({ not_given: notGiven }: AdviceReport): string[] =>
  groupBy(notGiven, ({ remedy }) => String(remedy.run))
    .toSorted((a, b) => b.length - a.length)
    .map(kinds => {
      const facts = [...new Set(kinds.flatMap(({ missing }) => missing))]
      const [first] = kinds
      const what = kinds.length === 1 ? first?.kind : `${kinds.length} kinds of advice`
      const remedies = kinds.map(({ remedy }) => remedy)
      return `${joinWithAnd(facts)}, for ${what}: ${remedyText(joinRemedies(first?.remedy.run ?? null, remedies))}`
    })
