import type { Fact } from '../../model/fact.ts'
import type { GrantRecord } from '../../model/report/key-facts.ts'
import type {
  AnalyzerFindingRecord,
  AnalyzerRecord,
  ExternalAccessRecord,
  ExternalCallerRecord,
} from '../../model/report/external-access.ts'
import { accessOf } from '../access/access-of-policy.ts'
import type { KeyPolicy } from '../key-policy.ts'
import { findingCallers } from './finding-callers.ts'
import { type OutsideCaller, outsideCallers } from './outside-callers.ts'

/** What both sides know about one key. */
export interface ExternalAccess {
  /** The account of the key. */
  account: string
  analyzers: readonly AnalyzerRecord[]
  /** Active and archived ones. Null: they could not be read. */
  findings: readonly AnalyzerFindingRecord[] | null
  /** Null: the key policy could not be read. */
  policy: Fact<KeyPolicy> | null
  /** Null: the grants could not be read. */
  grants: readonly GrantRecord[] | null
}

/** Compares who can use a key from outside: by its policy and grants, and by IAM Access Analyzer. Pure. */
export function compareExternalAccess(known: ExternalAccess): ExternalAccessRecord {
  const { account, analyzers, findings, policy, grants } = known
  const access = policy?.known === true ? policy.value.access : []
  const ours = outsideCallers(access, grants ?? [], account)
  const theirs = callersByFinding(findings ?? [])
  const doubt = doubtOf(known)
  const callers = [...new Set([...ours.keys(), ...theirs.keys()])].toSorted().map(caller => {
    const found = theirs.get(caller) ?? []
    const own = ours.get(caller)
    const by = own === undefined ? 'analyzer' : found.length === 0 ? 'kms-audit' : 'both'
    const reason = doubt === null ? reasonOf(by, caller, found, own, known) : null
    return { caller, found_by: by, reason, finding_ids: found.map(({ id }) => id) } satisfies ExternalCallerRecord
  })
  const agreement = doubt?.agreement ?? (callers.every(({ found_by }) => found_by === 'both') ? 'agree' : 'differ')
  return { agreement, why: doubt?.why ?? null, analyzers: [...analyzers], callers }
}

function callersByFinding(findings: readonly AnalyzerFindingRecord[]): Map<string, AnalyzerFindingRecord[]> {
  const byCaller = new Map<string, AnalyzerFindingRecord[]>()
  for (const finding of findings)
    for (const caller of findingCallers(finding)) byCaller.set(caller, [...(byCaller.get(caller) ?? []), finding])
  return byCaller
}

const unknown = (why: string) => ({ agreement: 'unknown', why }) as const
const notAnalyzed = (why: string) => ({ agreement: 'not_analyzed', why }) as const

/** Why the two cannot be compared. Null: they can. */
function doubtOf({ analyzers, findings, policy, grants }: ExternalAccess) {
  if (findings === null) return unknown('The findings of IAM Access Analyzer could not be read.')
  if (analyzers.length === 0) return notAnalyzed('The Region has no active external access analyzer.')
  const error = findings.find(each => each.error !== null)?.error ?? null
  if (error !== null) return notAnalyzed(`IAM Access Analyzer could not analyze the key: ${error}.${nextStep(error)}`)
  if (policy === null) return unknown('The key policy could not be read.')
  if (!policy.known) return unknown(`The key policy could not be understood: ${policy.why}.`)
  return grants === null ? unknown('The grants of the key could not be read.') : null
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-error-findings.html */
const nextStep = (error: string): string =>
  error === 'ACCESS_DENIED' ? ' Let the role AWSServiceRoleForAccessAnalyzer read the key in the key policy.' : ''

function reasonOf(
  by: ExternalCallerRecord['found_by'],
  caller: string,
  found: readonly AnalyzerFindingRecord[],
  own: OutsideCaller | undefined,
  known: ExternalAccess,
): string | null {
  if (by === 'analyzer') return whyOnlyTheirs(caller, found, known)
  if (own !== undefined && by === 'kms-audit') return whyOnlyOurs(own, known)
  return found.every(({ status }) => status === 'archived') ? 'The finding is archived in IAM Access Analyzer.' : null
}

function whyOnlyOurs({ caller, isByGrant, isConditional }: OutsideCaller, { analyzers }: ExternalAccess): string {
  if (analyzers.every(({ zone }) => zone === 'organization') && caller !== '*')
    return 'The zone of trust of the analyzer is the organization, and access from within it is not a finding.'
  const what = isByGrant ? 'A grant gives' : 'The key policy gives'
  const condition = isConditional && !isByGrant ? ' under conditions' : ''
  return `${what} this access${condition}, and IAM Access Analyzer has no finding for it. After a change it analyzes a key within 30 minutes.`
}

function whyOnlyTheirs(
  caller: string,
  found: readonly AnalyzerFindingRecord[],
  { policy, grants, account }: ExternalAccess,
): string {
  if (policy?.known === true && isDenied(caller, policy.value, grants ?? [], account))
    return 'A Deny statement of the key policy excludes this caller.'
  const times = found.flatMap(({ analyzed_at: at }) => at ?? []).toSorted()
  const when =
    times.length === 0 ? '' : ` IAM Access Analyzer analyzed the key on ${(times.at(-1) ?? '').slice(0, 10)}.`
  return `The key policy and the grants, as they are now, give this caller no access.${when}`
}

/** Whether the caller would have access without the Deny statements. */
function isDenied(
  caller: string,
  { policy, target }: KeyPolicy,
  grants: readonly GrantRecord[],
  account: string,
): boolean {
  const allowing = { statements: policy.statements.filter(({ effect }) => effect === 'Allow') }
  return outsideCallers(accessOf(allowing, target), grants, account).has(caller)
}
