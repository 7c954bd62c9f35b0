import type { Finding } from '../model/finding.ts'
import { type FindingIds, findingIds, NO_FINDING_IDS } from './finding-ids.ts'
import type { KeyRecord, Report } from '../model/report.ts'
import type { AccountCheck, Check, CheckContext, CheckSettings, KeyCheck, Need, Result } from '../checks/check.ts'
import { areAliasesUnread } from '../checks/names/alias-words.ts'
import { notApplicable, unknown } from '../checks/check.ts'
import { GapMessages } from './gap-messages.ts'
import { SortedFindings } from './sorted-findings.ts'

/** The report with what these checks say of each key and account, in place of any findings that it had. Pure. */
export function judge(report: Report, checks: readonly Check[], settings: CheckSettings): Report {
  const whys = new GapMessages(report.gaps)
  const context: CheckContext = {
    now: Date.parse(report.generated_at),
    settings,
    organization: report.scope.organization ?? null,
    report,
    why: (key, operation) => whys.ofKey(key, operation),
  }
  const sorted = checks.toSorted((one, other) => compare(one.id, other.id))
  const keyChecks = sorted.filter(check => check.scope === 'key')
  const accountChecks = sorted.filter(check => check.scope === 'account')
  const findings = new SortedFindings()
  const problems = new Map<KeyRecord, FindingIds>()
  for (const subject of subjectsOf(report)) {
    if (subject.key === null) {
      for (const check of accountChecks) findings.add(accountFinding(check, subject.account, whys, context))
      continue
    }
    const key = subject.key
    const found = keyChecks.map(check => keyFinding(check, key, context))
    for (const finding of found) findings.add(finding)
    problems.set(key, findingIds(found))
  }
  return {
    ...report,
    findings: findings.all(),
    keys: report.keys.map(key => ({ ...key, ...(problems.get(key) ?? NO_FINDING_IDS) })),
  }
}

type Subject = { account: string; key: KeyRecord | null }

/** Each account before its keys, in the order in which findings of the same weight are listed. */
function subjectsOf({ scope, keys }: Report): Subject[] {
  const accounts = new Set([...scope.places, ...keys].map(({ account_id }) => account_id))
  const subjects: Subject[] = [
    ...[...accounts].map(account => ({ account, key: null })),
    ...keys.map(key => ({ account: key.account_id, key })),
  ]
  return subjects.toSorted(
    (one, other) =>
      compare(one.account, other.account) ||
      compare(one.key?.region ?? '', other.key?.region ?? '') ||
      compare(one.key?.key_id ?? '', other.key?.key_id ?? ''),
  )
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

function keyFinding(check: KeyCheck, key: KeyRecord, context: CheckContext): Finding {
  const { account_id, region, key_id } = key
  return toFinding(check, { account_id, region, key_id }, resultOf(check, key, context))
}

function resultOf(check: KeyCheck, key: KeyRecord, context: CheckContext): Result {
  if (key.key_state !== null || canDoWithoutDescription(check, key, context)) return check.judge(key, context)
  if (key.key_manager === 'AWS') return notApplicable('AWS manages this key.')
  return unknown(key.error ?? 'The key could not be described.')
}

/** Each fact is judged by its own call: a key that cannot be described may still be public. */
const canDoWithoutDescription = ({ needs }: KeyCheck, key: KeyRecord, context: CheckContext): boolean =>
  needs.every(need => WITHOUT_DESCRIPTION[need](key, context))

const isRead = (fact: unknown): boolean => fact !== null && fact !== undefined

/** Whether a fact of a key is known that could not be described. */
const WITHOUT_DESCRIPTION: Readonly<Record<Need, (key: KeyRecord, context: CheckContext) => boolean>> = {
  description: () => false,
  aliases: (key, context) => key.aliases.length > 0 || !areAliasesUnread(key, context),
  policy: ({ key_policy }) => isRead(key_policy),
  grants: ({ grants }) => isRead(grants),
  tags: ({ tags }) => isRead(tags),
  usage: ({ usage }) => usage !== undefined && usage.status !== 'unknown',
  // Which keys have one depends on their spec and origin.
  rotation: () => false,
  trails: () => false,
}

function accountFinding(check: AccountCheck, account_id: string, whys: GapMessages, context: CheckContext): Finding {
  const trails = context.report.scope.trails?.[account_id] ?? {}
  const result = Array.isArray(trails)
    ? OF_ONE_REGION
    : Object.values(trails).every(seen => seen === null)
      ? unknown(whys.ofTrails(account_id))
      : check.judge({ account_id, trails }, context)
  return toFinding(check, { account_id, region: null, key_id: null }, result)
}

/** Saved reports may hold one list, without the Region that saw it: others may have other trails. */
const OF_ONE_REGION = unknown('The report does not record the Region of each trail. Run the audit again.')

type Where = Pick<Finding, 'account_id' | 'region' | 'key_id'>

function toFinding({ id, title, severity }: Check, { account_id, region, key_id }: Where, result: Result): Finding {
  return {
    check: id,
    severity: result.status === 'fail' ? (result.severity ?? severity) : severity,
    status: result.status,
    account_id,
    region,
    key_id,
    title,
    detail: result.status === 'pass' ? '' : result.detail,
    remedy: result.status === 'fail' ? result.remedy : '',
    ...(result.status === 'fail' && result.advice !== undefined ? { advice: result.advice } : {}),
  }
}
