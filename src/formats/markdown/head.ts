import { countNoun, countText } from '../../lib/text/numbers.ts'
import { codeBlock, codeSpan, tableHead, tableRow } from '../../lib/text/markdown.ts'
import type { Report } from '../../model/report/report.ts'
import { minuteText } from '../../model/time.ts'
import { amountText } from '../columns/cell-texts.ts'
import { configText } from '../report-text/config-text.ts'
import { recordedText } from '../report-text/recorded-text.ts'
import { searchedText } from '../report-text/dependents-summary.ts'
import { firstSteps, type FirstStep } from '../report-text/first-steps.ts'
import { VERDICT_MEANINGS } from '../report-text/verdict-meanings.ts'
import { keyName } from './key-cells.ts'
import { placesMarkdown } from './places-markdown.ts'

/** The numbers, and what to do first. Its length is bounded, whatever the report. */
export function head(report: Report): string {
  return ['## AWS KMS audit\n', answer(report), numbers(report), verdicts(report), steps(firstSteps(report, 'USD '))]
    .filter(part => part !== '')
    .join('\n')
}

function answer({ summary, savings, unused_days: days, scope }: Report): string {
  if (summary.keys === 0) return '**No keys found.**\n'
  if (scope.sources.length === 0) return `**${countText(summary.keys)} keys.** Last use was not checked.\n`
  const { unused_key_count: count, monthly_savings: monthly } = savings
  if (count === 0 && summary.unknown > 0)
    return `**No key is known to be unused**, but the last use of ${countText(summary.unknown)} of ${countNoun(summary.keys, 'key')} is unknown.\n`
  const saves =
    count === 0
      ? ''
      : monthly === null
        ? ' What a deletion saves is unknown.'
        : ` Deleting ${count === 1 ? 'it' : 'them'} saves ${savings.is_lower_bound ? 'at least ' : ''}USD ${amountText(monthly)} a month; disabling saves nothing.`
  const verb = count === 1 ? 'key is' : 'keys are'
  return `**${countText(count)} of ${countText(summary.keys)} ${verb} unused:** no use recorded for ${days} days or more.${saves}\n`
}

function numbers(report: Report): string {
  const { summary, savings, scope, generated_at, gaps, findings } = report
  const failing = findings?.filter(({ status }) => status === 'fail').length
  const isChecked = scope.sources.length > 0
  const searched = searchedText(report)
  const recorded = recordedText(report)
  const rows = [
    ['Keys', countText(summary.keys)],
    ['Unused', isChecked ? countText(savings.unused_key_count) : NOT_CHECKED],
    ['Pending deletion', countText(summary.pending_deletion)],
    ['Unreadable', countText(summary.unreadable)],
    ['Cost a month', costText(savings.monthly_cost, savings.is_lower_bound)],
    ['Savings a month', isChecked ? costText(savings.monthly_savings, savings.is_lower_bound) : NOT_CHECKED],
    ['Failed findings', failing === undefined ? NOT_CHECKED : countText(failing)],
    ...(recorded === null ? [] : [['Recorded', recorded]]),
    ...(searched === null ? [] : [['Searched', searched]]),
    ['Gaps', countText(gaps.length)],
  ]
  const where = `${placesMarkdown(scope.places)}, as of ${minuteText(Date.parse(generated_at))}`
  const config = configText(report, text => codeSpan(text, LONGEST_NAME))
  return `${where}${config === null ? '' : `. ${config}.`}\n\n${tableHead(['Number', '>Value'])}${rows.map(tableRow).join('')}`
}

/** Characters of a path or the name of an option. */
const LONGEST_NAME = 100

const NOT_CHECKED = 'not checked'

const costText = (amount: number | null, isLowerBound: boolean): string =>
  amount === null ? 'unknown' : `${isLowerBound && amount > 0 ? 'at least ' : ''}USD ${amountText(amount)}`

function verdicts({ summary, unused_days: days, scope }: Report): string {
  if (scope.sources.length === 0 || summary.keys === 0) return ''
  const rows = VERDICT_MEANINGS.flatMap(([verdict, meaning]) =>
    summary[verdict] === 0 ? [] : [[`\`${verdict}\``, countText(summary[verdict]), meaning(days)]],
  )
  return `${tableHead(['Verdict', '>Keys', 'Meaning'])}${rows.map(tableRow).join('')}`
}

function steps(all: readonly FirstStep[]): string {
  if (all.length === 0) return ''
  return `### What to do first\n\n${all.map(step).join('')}`
}

function step({ title, text, command, keys }: FirstStep, index: number): string {
  const names = keys.slice(0, KEYS_NAMED).map(keyName)
  const more = keys.length > KEYS_NAMED ? ` and ${countText(keys.length - KEYS_NAMED)} more` : ''
  const named = names.length === 0 ? '' : ` Keys: ${names.join(', ')}${more}.`
  const block = command === undefined ? '' : `\n${indented(codeBlock('sh', [command]))}`
  return `${index + 1}. **${title}.** ${text}${named}\n${block}`
}

const KEYS_NAMED = 3

const indented = (text: string): string => text.replace(/^(?=.)/gm, '   ')
