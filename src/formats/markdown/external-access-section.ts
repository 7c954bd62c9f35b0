import { codeSpan, proseWithCode, tableHead, tableRow } from '../../lib/text/markdown.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'
import {
  externalAccessSummary,
  externalCallerText,
  FOUND_BY,
  hasCallers,
  publicAccessSummary,
  publicAccessText,
} from '../report-text/analyzer-text.ts'
import { fill, leftOutSentence } from './fill.ts'
import { MARKUP } from './limits.ts'

/** About which keys kms-audit and IAM Access Analyzer differ. Empty without `--access-analyzer` and `--validate-policies`. */
export function externalAccessSection({ keys }: Report, room: number): string {
  const summaries = [externalAccessSummary(keys), publicAccessSummary(keys)].filter(each => each !== null)
  if (summaries.length === 0) return ''
  const heading = `\n### Access from outside\n\nIAM Access Analyzer ${summaries.join('. On public policies it ')}.\n`
  const all = keys.filter(hasCallers).flatMap(accessRows)
  if (all.length === 0) return heading
  const beginning = `\n${tableHead(['Key', 'Caller', 'Found by', 'Why'])}`
  const { text, count } = fill(all, room - heading.length - beginning.length - MARKUP)
  const left = leftOutSentence(all.length - count, 'row', 'json')
  return count === 0 ? `${heading}\n${left.trimStart()}` : `${heading}${beginning}${text}${left}`
}

function accessRows({
  key_id: id,
  aliases: [name = id],
  external_access: access,
  public_access: open,
}: KeyRecord): string[] {
  const callers = access?.callers ?? []
  return [
    ...callers.map(caller =>
      tableRow([
        codeSpan(name),
        proseWithCode(externalCallerText(caller)),
        FOUND_BY[caller.found_by],
        proseWithCode(caller.reason ?? ''),
      ]),
    ),
    ...(open?.agreement === 'differ'
      ? [tableRow([codeSpan(name), 'everyone', 'one of them', proseWithCode(publicAccessText(open))])]
      : []),
  ]
}
