import { mapBounded } from '../../lib/flow/map-bounded.ts'
import type { Finding } from '../../model/finding.ts'
import { OPA_CHECK, type OpaServer } from '../../model/opa.ts'
import type { CheckRecord, GapRecord, KeyRecord, Report } from '../../model/report/report.ts'
import { OpaClient } from './client.ts'
import { DEFAULT_SEVERITY } from './denials.ts'
import { gapsOf } from './gaps.ts'
import { toOpaInput, unreadFieldsOf } from './input.ts'
import { decisionOf, type OpaDecision } from './decision.ts'

/** The description of the check `opa` in a report. */
export const opaDetails: CheckRecord = {
  title: 'KMS keys should comply with your OPA policies',
  severity: DEFAULT_SEVERITY,
  why: 'Your own Rego policies evaluate each key. Their input is the key record of -o json.',
  controls: [],
}

interface OpaJudgement {
  /** For each key one failing finding per denial, or else one finding that is `pass` or `unknown`. */
  findings: Finding[]
  gaps: GapRecord[]
}

/** Requests in flight. OPA answers from memory and serves each request in a thread of its own. */
const MAX_CONCURRENT = 16

/**
 * Asks the user's own policies about every key of the report. A key without an answer is `unknown`, with a gap. A key
 * that no policy denies is also `unknown` if its record is incomplete.
 * https://www.openpolicyagent.org/docs/rest-api#get-a-document-with-input
 */
export async function judgeByOpa(report: Report, server: OpaServer, signal: AbortSignal): Promise<OpaJudgement> {
  const opa = await OpaClient.open(server, signal)
  const decisions = await mapBounded(MAX_CONCURRENT, report.keys, async key =>
    decisionOf(key, await opa.ask(toOpaInput(key)), server),
  ).finally(() => opa.close())
  const unreadFields = unreadFieldsOf(report)
  const findings = decisions.flatMap(decision => findingsOf(decision, unreadFields(decision.key)))
  return { findings, gaps: gapsOf(decisions) }
}

function findingsOf({ key, denials, incompleteBecause }: OpaDecision, unreadFields: readonly string[]): Finding[] {
  const failing = denials.map(({ reason, ...rest }): Finding => ({
    ...findingBase(key),
    ...rest,
    status: 'fail',
    detail: reason,
  }))
  if (incompleteBecause !== null)
    return [...failing, { ...findingBase(key), status: 'unknown', detail: incompleteBecause.why }]
  if (failing.length > 0) return failing
  if (unreadFields.length === 0) return [{ ...findingBase(key), status: 'pass', detail: '' }]
  const detail = `No policy denies the key, but some input could not be read: ${unreadFields.join(', ')}.`
  return [{ ...findingBase(key), status: 'unknown', detail }]
}

const findingBase = ({ account_id, region, key_id }: KeyRecord): Omit<Finding, 'status' | 'detail'> => ({
  check: OPA_CHECK,
  severity: DEFAULT_SEVERITY,
  account_id,
  region,
  key_id,
  title: opaDetails.title,
  remedy: '',
})
