import { countNoun, moneyText } from '../../lib/text/numbers.ts'
import type { AdviceReport } from '../../model/advice.ts'
import type { View } from '../format.ts'
import { billedTexts } from './billed-texts.ts'
import { labelledLines } from '../table/labelled-lines.ts'

/** The three totals, which never share a dollar, and what could not be said. */
export function* summaryLines(whole: AdviceReport, view: View): Generator<string> {
  const { unused_keys: unused, advice, realized } = whole.totals
  const lines: (readonly [label: string, text: string])[] = [
    ['Cost', costText(whole)],
    ...billedTexts(whole).map((text, at) => [at === 0 ? 'Billed' : '', text] as const),
    ['Unused', `${countNoun(unused.keys, 'unused key')}: ${dollars(unused.monthly_savings)} a month if deleted`],
    ['Advice', adviceText(advice)],
    ...(realized === null
      ? []
      : ([
          [
            'Realized',
            `${moneyText(realized.monthly_savings)} a month since ${realized.since.slice(0, 10)}, by ${countNoun(realized.keys, 'key')} that ${realized.keys === 1 ? 'was' : 'were'} unused`,
          ],
        ] as const)),
    ...whole.not_given.map(({ kind, reason }) => ['Not given', `${kind}: ${reason}`] as const),
    ...(whole.gaps.length === 0
      ? []
      : ([['Incomplete', `${countNoun(whole.gaps.length, 'gap')}: -o json lists what could not be read`]] as const)),
  ]
  for (const [label, text] of lines) yield `${labelledLines(label, text, view)}\n`
}

const dollars = (amount: number | null): string => (amount === null ? 'an unknown amount' : moneyText(amount))

function costText({ bills, request_days: days }: AdviceReport): string {
  const keys = bills.reduce((sum, bill) => sum + bill.keys_monthly, 0)
  const requests = bills.reduce((sum, bill) => sum + bill.requests_cost, 0)
  const least = bills.some(bill => bill.is_lower_bound) ? 'at least ' : ''
  const counted = days === null ? 'requests were not counted' : `${moneyText(requests)} for requests in ${days} days`
  return `${least}${moneyText(keys)} a month for keys, ${counted}`
}

function adviceText({ count, unknown, blocked, monthly_savings: savings }: AdviceReport['totals']['advice']): string {
  if (count + unknown + blocked === 0) return 'nothing to change was found'
  const more = [
    ...(unknown === 0 ? [] : [`${unknown} with an unknown number`]),
    ...(blocked === 0 ? [] : [`${blocked} blocked`]),
  ]
  const besides = more.length === 0 ? '' : `; besides, ${more.join(' and ')}`
  return `at most ${moneyText(savings)} a month, by ${count} ${count === 1 ? 'change' : 'changes'}${besides}`
}
