import { moneyText } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { ActualAccountRecord, ActualLineRecord, AdviceReport } from '../../model/advice.ts'
import { DOLLAR } from '../../model/cost.ts'

/** What AWS billed each account, beside list prices: one text for an account and month. */
export const billedTexts = ({ actual_costs: costs, bills }: AdviceReport): string[] =>
  (costs?.accounts ?? []).flatMap(account => {
    const bill = bills.find(one => one.account_id === account.account_id)
    const list =
      bill === undefined
        ? ''
        : ` (list prices: ${bill.is_lower_bound ? 'at least ' : ''}${moneyText(bill.keys_monthly)} a month for keys)`
    return textsOf(account, list)
  })

function textsOf({ account_id: account, lines }: ActualAccountRecord, list: string): string[] {
  if (lines === null) return [`account ${account}: not known`]
  if (lines.length === 0) return [`account ${account}: nothing for KMS`]
  return [...new Set(lines.map(({ from }) => from))].toSorted().map(from => {
    const all = lines.filter(line => line.from === from)
    const month = all.filter(line => line.is_audited)
    const isWhole = all.every(line => line.is_whole_month)
    const [first] = all
    const when = isWhole ? `in ${from.slice(0, 7)}` : `from ${from} until ${first?.until ?? ''}`
    const others = sumOf(month, 'other')
    const more = others === 0 ? '' : `, ${moneyText(others)} for others`
    const elsewhere = sumOf(
      all.filter(line => !line.is_audited),
      null,
    )
    const rest = elsewhere === 0 ? '' : `; ${moneyText(elsewhere)} in Regions that were not audited`
    const least = all.some(line => line.is_estimated) ? ', not final' : ''
    const text = `account ${account} ${when}: ${moneyText(sumOf(month, 'keys'))} for keys${isWhole ? list : ''}, ${moneyText(sumOf(month, 'requests'))} for requests${more}${rest}${least}`
    return safeText(text)
  })
}

const sumOf = (lines: readonly ActualLineRecord[], of: ActualLineRecord['of'] | null): number =>
  lines.filter(line => of === null || line.of === of).reduce((sum, line) => sum + Math.round(line.cost * DOLLAR), 0) /
  DOLLAR
