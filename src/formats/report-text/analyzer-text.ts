import { joinWithAnd } from '../../lib/text/lists.ts'
import { countNoun, countText } from '../../lib/text/numbers.ts'
import type { ExternalCallerRecord, KeyRecord, PublicAccessRecord } from '../../model/report/report.ts'

/** `agrees on 12 keys and differs on 1; 3 not analyzed`. Null without `--access-analyzer`. */
export function externalAccessSummary(keys: readonly KeyRecord[]): string | null {
  const compared = keys.flatMap(({ external_access: access }) => (access === undefined ? [] : [access]))
  if (compared.length === 0) return null
  const count = (agreement: string): number =>
    compared.filter(access => (access?.agreement ?? 'unknown') === agreement).length
  return agreementText(count('agree'), count('differ'), [
    [count('not_analyzed'), 'not analyzed'],
    [count('unknown'), 'not known'],
  ])
}

/** `agrees on 14 key policies; 1 not known`. Null without `--validate-policies`. */
export function publicAccessSummary(keys: readonly KeyRecord[]): string | null {
  const asked = keys.flatMap(({ public_access: access }) => (access === undefined ? [] : [access]))
  if (asked.length === 0) return null
  const count = (agreement: string): number =>
    asked.filter(access => (access?.agreement ?? 'unknown') === agreement).length
  return agreementText(count('agree'), count('differ'), [[count('unknown'), 'not known']])
}

function agreementText(agree: number, differ: number, others: readonly [count: number, what: string][]): string {
  const parts = [
    ...(agree > 0 || differ === 0 ? [`agrees on ${countNoun(agree, 'key')}`] : []),
    ...(differ > 0 ? [`differs on ${agree > 0 ? countText(differ) : countNoun(differ, 'key')}`] : []),
  ]
  const rest = others.flatMap(([count, what]) => (count === 0 ? [] : [`${countText(count)} ${what}`]))
  return [joinWithAnd(parts), ...rest].join('; ')
}

/** Whether there is something to show: a caller outside the account, or a difference about public access. */
export const hasCallers = ({ external_access: access, public_access: open }: KeyRecord): boolean =>
  open?.agreement === 'differ' || (access?.callers ?? []).length > 0

/** `everyone`, `account 444455556666`, `organization o-exampleorg`. */
export function externalCallerText({ caller }: ExternalCallerRecord): string {
  if (caller === '*') return 'everyone'
  return /^\d{12}$/.test(caller) ? `account ${caller}` : caller
}

export const FOUND_BY: Readonly<Record<ExternalCallerRecord['found_by'], string>> = {
  both: 'found by both',
  'kms-audit': 'found by kms-audit only',
  analyzer: 'found by IAM Access Analyzer only',
}

/** `kms-audit: public; IAM Access Analyzer: not public` */
export function publicAccessText({ kms_audit: ours, analyzer, reasons }: PublicAccessRecord): string {
  const why = reasons.length === 0 ? '' : ` (${reasons.join('; ')})`
  return `kms-audit: ${word(ours)}; IAM Access Analyzer: ${word(analyzer)}${why}`
}

const word = (isPublic: boolean | null): string =>
  isPublic === null ? 'not known' : isPublic ? 'public' : 'not public'
