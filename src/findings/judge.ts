import { compareTexts } from '../lib/text/compare-texts.ts'
import type { Finding } from '../model/finding.ts'
import { type FindingIds, findingIds, NO_FINDING_IDS } from './finding-ids.ts'
import type { KeyRecord, Report } from '../model/report/report.ts'
import type { Check, CheckContext, CheckSettings, KeyCheck, Result } from '../checks/check.ts'
import { mayHaveUnreadAlias } from '../checks/names/shared/alias-words.ts'
import { notApplicable, unknown } from '../checks/check.ts'
import { accountFactOf, type CoreNeed, factOf } from '../facts/needs.ts'
import { GapMessages } from './gap-messages.ts'
import { accountFinding, resourceFindings } from './judge-account.ts'
import { recordedResult } from './recorded-result.ts'
import { SortedFindings } from './sorted-findings.ts'
import { templateRemedy } from './template-remedy.ts'
import { toFinding } from './to-finding.ts'

/** Returns the report with the results of these checks for each key and account, in place of earlier findings. Pure. */
export function judge(report: Report, checks: readonly Check[], settings: CheckSettings): Report {
  const messages = new GapMessages(report.gaps)
  const context: CheckContext = {
    now: Date.parse(report.generated_at),
    settings,
    organization: report.scope.organization ?? null,
    report,
    why: (key, operation) => messages.forKey(key, operation),
    whyOfAccount: (account, operation) => messages.forAccount(account, operation),
  }
  const sorted = checks.toSorted((one, other) => compareTexts(one.id, other.id))
  const keyChecks = sorted.filter(check => check.scope === 'key')
  const otherChecks = sorted.filter(check => check.scope !== 'key')
  const findings = new SortedFindings()
  const ids = new Map<KeyRecord, FindingIds>()
  for (const subject of subjectsOf(report)) {
    if (subject.key === null) {
      for (const check of otherChecks) {
        if (check.scope === 'account') findings.add(accountFinding(check, subject.account, messages, context))
        else for (const finding of resourceFindings(check, subject.account, context)) findings.add(finding)
      }
      continue
    }
    const key = subject.key
    const found = keyChecks.map(check => keyFinding(check, key, context))
    for (const finding of found) findings.add(finding)
    ids.set(key, findingIds(found))
  }
  return {
    ...report,
    findings: findings.all(),
    keys: report.keys.map(key => ({ ...key, ...(ids.get(key) ?? NO_FINDING_IDS) })),
  }
}

type CheckedSubject = { account: string; key: KeyRecord | null }

/** Returns each account before its keys, in the order in which findings of the same rank are listed. */
function subjectsOf({ scope, keys }: Report): CheckedSubject[] {
  const accounts = new Set([...scope.places, ...keys].map(({ account_id }) => account_id))
  const subjects: CheckedSubject[] = [
    ...[...accounts].map(account => ({ account, key: null })),
    ...keys.map(key => ({ account: key.account_id, key })),
  ]
  return subjects.toSorted(
    (one, other) =>
      compareTexts(one.account, other.account) ||
      compareTexts(one.key?.region ?? '', other.key?.region ?? '') ||
      compareTexts(one.key?.key_id ?? '', other.key?.key_id ?? ''),
  )
}

function keyFinding(check: KeyCheck, key: KeyRecord, context: CheckContext): Finding {
  const { account_id, region, key_id } = key
  const result = recordedResult(check, key, resultOf(check, key, context))
  const finding = toFinding(check, { account_id, region, key_id }, result)
  const template = result.status === 'fail' ? templateRemedy(key, result.template) : undefined
  return template === undefined ? finding : { ...finding, remedy_template: template }
}

function resultOf(check: KeyCheck, key: KeyRecord, context: CheckContext): Result {
  if (key.key_state !== null || hasEveryFact(check, key, context)) return check.judge(key, context)
  if (key.key_manager === 'AWS') return notApplicable('AWS manages this key.')
  return unknown(key.error ?? 'The key could not be described.')
}

/**
 * A key that could not be described is judged if everything else that the check needs was read: it may still be public.
 */
const hasEveryFact = ({ needs }: KeyCheck, key: KeyRecord, context: CheckContext): boolean =>
  needs.every(need => {
    const fact = factOf(need)
    if (accountFactOf(need) !== null) return false
    if (fact === null) return WITHOUT_DESCRIPTION[need as CoreNeed](key, context)
    return fact.isUsableAlone && isRead(key[fact.field])
  })

const isRead = (fact: unknown): boolean => fact !== null && fact !== undefined

/** Whether the other needs of a check are known for a key that could not be described. */
const WITHOUT_DESCRIPTION: Readonly<Record<CoreNeed, (key: KeyRecord, context: CheckContext) => boolean>> = {
  description: () => false,
  aliases: (key, context) => key.aliases.length > 0 || !mayHaveUnreadAlias(key, context),
  usage: ({ usage }) => usage !== undefined && usage.status !== 'unknown',
  trails: () => false,
}
