import { countText, moneyText } from '../../lib/text/numbers.ts'
import { paint } from '../../lib/text/paint.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { AdviceRecord, AdviceReport, ClaimRecord } from '../../model/advice.ts'
import type { View } from '../format.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { resourceText } from './resource-text.ts'

/** One piece of advice in full: what was found, how its number was computed, what to change, and what limits it. */
export function* adviceDetails(one: AdviceRecord, whole: AdviceReport, view: View): Generator<string> {
  const title = `${one.kind}: ${resourceText(one)}`
  yield `${view.color ? paint(title, 'bold') : title}\n`
  const lines: (readonly [label: string, text: string])[] = [
    ['Found', one.summary],
    ...(one.reason === null ? [] : ([[one.status === 'blocked' ? 'Blocked' : 'Unknown', one.reason]] as const)),
    ...savingLines(one, whole),
    ...one.assumptions.map(text => ['Assumes', text] as const),
    ['Change', one.change],
    ...one.limits.map(text => ['Note', text] as const),
  ]
  let before = ''
  for (const [label, text] of lines) {
    yield `${labelledLines(label === before ? '' : label, safeText(text), view)}\n`
    before = label
  }
  // A command is not wrapped, so that it can be copied.
  for (const command of one.commands === '' ? [] : one.commands.split('\n')) yield `  ${safeText(command)}\n`
  yield '\n'
}

function savingLines(
  { monthly_savings: savings, claims, bill }: AdviceRecord,
  { request_days: days }: AdviceReport,
): (readonly [label: string, text: string])[] {
  if (savings === null) return []
  const sums = claims.map(one => ['Computed', claimText(one)] as const)
  const bills =
    bill === null
      ? []
      : [
          [
            'Computed',
            `requests of the account in ${days ?? 30} days: ${moneyText(bill.before)} before, ${moneyText(bill.after)} after, with the free tier`,
          ] as const,
        ]
  const most = claims.length === 0 ? 'nothing of its own' : `at most ${moneyText(savings)} a month`
  return [['Saves', most], ...sums, ...bills]
}

/** `requests * s3_calls / calls = 4,169,700 requests (requests 4,169,700, calls 100)` */
function claimText({ of, formula, inputs, amount, counted }: ClaimRecord): string {
  const text = (value: number): string =>
    of === 'requests' ? `${countText(value)} fewer requests` : `${moneyText(value)} a month`
  const given = Object.entries(inputs).map(([name, value]) => `${name} ${countText(value)}`)
  const less = counted < amount ? `, of which other advice has left ${text(counted)}` : ''
  return `${formula} = ${text(amount)} (${given.join(', ')})${less}`
}
