import { accessChanges } from '../policy/access-changes.ts'
import { accessText } from '../policy/access-text.ts'
import { policyRows } from '../policy/policy-rows.ts'
import { SAME, type SubjectComparison, unknownFact } from './subject.ts'

/** Who may do what by the key policy. Another order of statements, another Sid or another spelling is no difference. */
export const policy: SubjectComparison = {
  subject: 'policy',
  field: 'key_policy',
  compare(pair) {
    const { old, new: now } = pair
    if (old.key_policy === undefined || now.key_policy === undefined) return SAME
    const unknown = unknownFact(pair, 'kms:GetKeyPolicy', key => key.key_policy === null)
    if (unknown !== null) return unknown
    if (JSON.stringify(old.key_policy) === JSON.stringify(now.key_policy)) return SAME
    // Both at the same time: a condition on time that ended in between is not a change of the policy.
    const [before, after] = [policyRows(old, pair.now), policyRows(now, pair.now)]
    if (!before.known) return { why: `the old report: ${before.why}` }
    if (!after.known) return { why: `the new report: ${after.why}` }
    const access = accessChanges(before.value, after.value)
    if (access.length === 0) return SAME
    return [{ change: 'policy_changed', detail: accessText(access), old: old.key_policy, new: now.key_policy, access }]
  },
}
