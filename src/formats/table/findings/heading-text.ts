import { countText } from '../../../lib/text/numbers.ts'
import { type Finding, SEVERITIES } from '../../../model/finding.ts'

/** Returns `3 critical, 1 high; 2 unknown; 1 muted; 214 passed`. */
export function headingText(findings: readonly Finding[]): string {
  const bySeverity = SEVERITIES.flatMap(severity =>
    countPart(findings, severity, finding => finding.status === 'fail' && finding.severity === severity),
  )
  const rest = WORDS.flatMap(([status, word]) => countPart(findings, word, finding => finding.status === status))
  const isCompared = findings.some(({ is_new: isNew }) => isNew !== undefined)
  const news = findings.filter(({ is_new: isNew }) => isNew === true).length
  return [
    bySeverity.length === 0 ? 'none failed' : bySeverity.join(', '),
    ...(isCompared ? [`${countText(news)} new since the baseline`] : []),
    ...rest,
  ].join('; ')
}

const WORDS = [
  ['unknown', 'unknown'],
  ['muted', 'muted'],
  ['pass', 'passed'],
] as const

function countPart(findings: readonly Finding[], word: string, isCounted: (finding: Finding) => boolean): string[] {
  const count = findings.filter(isCounted).length
  return count === 0 ? [] : [`${countText(count)} ${word}`]
}
