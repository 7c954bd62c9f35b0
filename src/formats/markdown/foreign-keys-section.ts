import { codeSpan, tableHead, tableRow } from '../../lib/text/markdown.ts'
import { resourcesText, searchedTypes } from '../../model/report/dependents-text.ts'
import type { Report } from '../../model/report/report.ts'
import { foreignKeysText, OWNERS_DECIDE } from '../report-text/dependents-summary.ts'
import { fill, leftOutSentence } from './fill.ts'
import { awsName } from './key-cells.ts'
import { MARKUP } from './limits.ts'

/** Characters of an ARN. */
const ARN = 200

/** The keys of other accounts that resources use. If their owners delete them, these resources fail. */
export function foreignKeysSection(report: Report, room: number): string {
  const { foreign_keys: all = [] } = report
  if (all.length === 0) return ''
  const types = searchedTypes(report)
  const heading = `\n### Keys of other accounts\n\n${foreignKeysText(report) ?? ''}. ${OWNERS_DECIDE}\n\n`
  const beginning = tableHead(['Key', 'Account of the resources', 'Region', 'Used by'])
  const rows = all.map(({ key_arn: arn, account_id: account, region, dependents }) =>
    tableRow([codeSpan(arn, ARN), codeSpan(account), awsName(region), resourcesText(dependents, types, 5)]),
  )
  const { text, count } = fill(rows, room - heading.length - beginning.length - MARKUP)
  if (count === 0) return `${heading}${leftOutSentence(all.length, 'row', 'json').trimStart()}`
  return `${heading}${beginning}${text}${leftOutSentence(all.length - count, 'row', 'json')}`
}
