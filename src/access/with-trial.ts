import type { AccessLink, AccessTrial } from '../model/assessments/access.ts'
import type { Decision } from './decide.ts'

/**
 * Adds the answer of KMS itself, which decides: it also knows what this program cannot read. A trial that is not the
 * request in question, because a service would make that, only stays beside the answer.
 *
 * @param isSame whether the trial is the request in question
 */
export function withTrial(decision: Decision, trial: AccessTrial | null, isSame: boolean): Decision {
  if (trial === null || !isSame || trial.answer === 'unknown') return decision
  const { answer, action, message } = trial
  const reason = `KMS ${answer === 'allowed' ? 'would allow' : 'refuses'} ${action}: ${message.replace(/\.?$/, '.')}`
  const link: AccessLink = { link: 'dry_run', action, decision: answer, reason, statement: null }
  const links = [...decision.links, link]
  if (decision.answer === answer) return { ...decision, links }
  return { answer, deciding: 'dry_run', reason, links }
}
