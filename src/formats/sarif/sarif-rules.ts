import { defined } from '../../lib/defined.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { SEVERITIES } from '../../model/finding.ts'
import type { Finding, Severity } from '../../model/finding.ts'
import type { CheckRecord, Report } from '../../model/report/report.ts'
import { controlText, documentUrl } from '../finding/finding-text.ts'
import { sarifText } from './sarif-text.ts'

export interface SarifRule {
  id: string
  shortDescription: { text: string }
  fullDescription: { text: string }
  help: { text: string }
  helpUri?: string
  defaultConfiguration: { level: SarifLevel }
  properties: { tags: string[]; 'security-severity': string }
}

type SarifLevel = 'error' | 'warning' | 'note'

/** Returns a rule for each check that ran or has a result, sorted by ID. */
export function toSarifRules({ scope }: Report, findings: readonly Finding[]): SarifRule[] {
  const details = new Map(Object.entries(scope.check_details ?? {}))
  const found = new Map<string, CheckRecord>()
  for (const { check, title, severity } of findings) {
    const worst = found.get(check)
    if (worst === undefined || severityRank(severity) < severityRank(worst.severity))
      found.set(check, { title: worst?.title ?? title, severity, why: '', controls: [] })
  }
  return [...new Map([...found, ...details])].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(toSarifRule)
}

/** Returns the level of a severity. `error` fails a pull request on GitHub. */
export const sarifLevel = (severity: Severity): SarifLevel => LEVELS[severity].level

/** Returns the score that GitHub ranks by: critical from 9.0 on, high from 7.0, medium from 4.0, low below. */
const severityScore = (severity: Severity): string => LEVELS[severity].score

const LEVELS: Readonly<Record<Severity, { level: SarifLevel; score: string }>> = {
  critical: { level: 'error', score: '9.5' },
  high: { level: 'error', score: '8.0' },
  medium: { level: 'warning', score: '5.5' },
  low: { level: 'note', score: '2.0' },
  info: { level: 'note', score: '0.1' },
}

const severityRank = (severity: Severity): number => SEVERITIES.indexOf(severity)

function toSarifRule([id, { title, severity, why, docs, controls }]: [string, CheckRecord]): SarifRule {
  const short = sarifSentence(title)
  const long = why === '' ? short : sarifSentence(why)
  const mapped = controls.length === 0 ? '' : ` Controls: ${controls.map(controlText).join(', ')}.`
  return {
    id,
    shortDescription: { text: short },
    fullDescription: { text: long },
    help: { text: `${long}${sarifText(safeText(mapped))}` },
    ...defined({ helpUri: documentUrl(docs) }),
    defaultConfiguration: { level: sarifLevel(severity) },
    properties: { tags: ['security', 'aws', 'kms'], 'security-severity': severityScore(severity) },
  }
}

/** Returns safe text that ends like a sentence, as SARIF asks of messages. */
export const sarifSentence = (text: string): string => sarifText(safeText(text).replace(/(?<![.!?])$/, '.'))
