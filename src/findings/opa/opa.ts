import { mapBounded } from '../../lib/flow/map-bounded.ts'
import { type Finding, OPA_CHECK } from '../../model/finding.ts'
import type { OpaServer } from '../../model/opa-server.ts'
import type { CheckRecord, GapRecord, KeyRecord, Report } from '../../model/report.ts'
import { Opa } from './client.ts'
import { USUAL_SEVERITY } from './denials.ts'
import { gapsOf } from './gaps.ts'
import { toOpaInput, unreadOf } from './input.ts'
import { type Opinion, opinionOf } from './opinion.ts'

/** What there is to know of it beyond what a finding says. */
export const opaDetails: CheckRecord = {
  title: 'KMS keys should comply with your OPA policies',
  severity: USUAL_SEVERITY,
  why: 'Your own Rego policies evaluate each key. Their input is the key record of -o json.',
  controls: [],
}

export interface OpaJudgement {
  /** Those of one key: a failing one for each denial, else one that it passes or that nobody can tell. */
  findings: Finding[]
  gaps: GapRecord[]
}

/** Questions on their way at once: OPA answers from memory, with one thread for each. */
const AT_ONCE = 16

/**
 * What the user's own policies say of every key of the report. A key without an answer from OPA is unknown, with a gap; so
 * is a key that OPA does not deny but whose record is incomplete.
 * https://www.openpolicyagent.org/docs/rest-api#get-a-document-with-input
 */
export async function judgeByOpa(report: Report, server: OpaServer, signal: AbortSignal): Promise<OpaJudgement> {
  const opa = await Opa.open(server, signal)
  const opinions = await mapBounded(AT_ONCE, report.keys, async key =>
    opinionOf(key, await opa.ask(toOpaInput(key)), server),
  ).finally(() => opa.close())
  const unread = unreadOf(report)
  return { findings: opinions.flatMap(opinion => findingsOf(opinion, unread(opinion.key))), gaps: gapsOf(opinions) }
}

function findingsOf({ key, denials, hole }: Opinion, unread: readonly string[]): Finding[] {
  const failing = denials.map(({ reason, ...rest }): Finding => ({
    ...plain(key),
    ...rest,
    status: 'fail',
    detail: reason,
  }))
  if (hole !== null) return [...failing, { ...plain(key), status: 'unknown', detail: hole.why }]
  if (failing.length > 0) return failing
  if (unread.length === 0) return [{ ...plain(key), status: 'pass', detail: '' }]
  const detail = `No policy denies the key, but some input could not be read: ${unread.join(', ')}.`
  return [{ ...plain(key), status: 'unknown', detail }]
}

const plain = ({ account_id, region, key_id }: KeyRecord): Omit<Finding, 'status' | 'detail'> => ({
  check: OPA_CHECK,
  severity: USUAL_SEVERITY,
  account_id,
  region,
  key_id,
  title: opaDetails.title,
  remedy: '',
})
