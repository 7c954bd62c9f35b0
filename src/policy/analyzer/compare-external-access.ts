import type { Fact } from '../../model/fact.ts'
import type { GrantRecord } from '../../model/report/key-facts.ts'
import type {
  AnalyzerFindingRecord,
  AnalyzerRecord,
  ExternalAccessRecord,
  ExternalCallerRecord,
} from '../../model/report/external-access.ts'
import { listText } from '../../lib/text/lists.ts'
import { accessOf } from '../access/access-of-policy.ts'
import type { KeyPolicy } from '../key-policy.ts'
import { findingCallers } from './finding-callers.ts'
import { type ActionSet, namesOfActions, NO_ACTIONS, OWN_ACCOUNT_ONLY } from '../statements/actions.ts'
import { actionSetOf, type OutsideCaller, outsideCallers } from './outside-callers.ts'

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
  const callers = [...new Set([...ours.keys(), ...theirs.keys()])].toSorted().map((caller): Compared => {
    const found = theirs.get(caller) ?? []
    const own = ours.get(caller)
    const by = own === undefined ? 'analyzer' : found.length === 0 ? 'kms-audit' : 'both'
    const actions = own === undefined ? null : actionDifference(own.actions, found)
    const reason = doubt === null ? reasonOf(by, caller, found, own, known, actions) : null
    const names = own === undefined ? [] : namesOfActions(own.actions)
    return {
      isSame: by === 'both' && actions === null,
      record: { caller, found_by: by, actions: names, reason, finding_ids: found.map(({ id }) => id) },
    }
  })
  const agreement = doubt?.agreement ?? (callers.every(({ isSame }) => isSame) ? 'agree' : 'differ')
  return {
    agreement,
    why: doubt?.why ?? null,
    analyzers: [...analyzers],
    callers: callers.map(({ record }) => record),
    findings: findings === null ? null : [...findings],
  }
}

interface Compared {
  /** Both found the caller, with the same actions. */
  isSame: boolean
  record: ExternalCallerRecord
}

/** How the actions of the findings differ from ours, as a sentence. Null: they are the same, or no finding lists any. */
function actionDifference(ours: ActionSet, found: readonly AnalyzerFindingRecord[]): string | null {
  const listed = actionSetOf(found.flatMap(({ actions }) => actions))
  if (listed === NO_ACTIONS) return null
  const [more, less] = [listed & ~ours & ~OWN_ACCOUNT_ONLY, ours & ~listed]
  const parts = [
    ...(more === NO_ACTIONS ? [] : [`IAM Access Analyzer also lists ${listText(namesOfActions(more))}.`]),
    ...(less === NO_ACTIONS ? [] : [`IAM Access Analyzer does not list ${listText(namesOfActions(less))}.`]),
  ]
  return parts.length === 0 ? null : parts.join(' ')
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
  if (analyzers.length === 0) return notAnalyzed(NO_ANALYZER)
  const error = findings.find(each => each.error !== null)?.error ?? null
  if (error !== null) return notAnalyzed(`IAM Access Analyzer could not analyze the key: ${error}.${nextStep(error)}`)
  if (policy === null) return unknown('The key policy could not be read.')
  if (!policy.known) return unknown(`The key policy could not be understood: ${policy.why}.`)
  return grants === null ? unknown('The grants of the key could not be read.') : null
}

/** An analyzer of the organization belongs to its administrator account, and other accounts do not see it. */
const NO_ANALYZER =
  'The account has no active external access analyzer in the Region. One of the organization, in another account, was not read.'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-error-findings.html */
const nextStep = (error: string): string =>
  error === 'ACCESS_DENIED' ? ' Let the role AWSServiceRoleForAccessAnalyzer read the key in the key policy.' : ''

function reasonOf(
  by: ExternalCallerRecord['found_by'],
  caller: string,
  found: readonly AnalyzerFindingRecord[],
  own: OutsideCaller | undefined,
  known: ExternalAccess,
  actions: string | null,
): string | null {
  if (by === 'analyzer') return whyOnlyTheirs(caller, found, known)
  if (own !== undefined && by === 'kms-audit') return whyOnlyOurs(own, known)
  const notes = [
    ...(actions === null ? [] : [actions]),
    ...(found.every(({ status }) => status === 'archived') ? ['The finding is archived in IAM Access Analyzer.'] : []),
    ...(found.some(({ resource_control_policy: rcp }) => rcp === 'APPLIED')
      ? ['A resource control policy limits the access, which kms-audit does not read.']
      : []),
  ]
  return notes.length === 0 ? null : notes.join(' ')
}

function whyOnlyOurs({ caller, isByGrant, isConditional }: OutsideCaller, { analyzers }: ExternalAccess): string {
  if (analyzers.every(({ zone }) => zone === 'organization') && caller !== '*')
    return 'The zone of trust of the analyzer is the organization: access from within it is not a finding. Whether this caller belongs to the organization is not known.'
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
