import { AuditError } from '../../lib/process/exit.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import type { Failure } from '../answers/answer.ts'
import { partitionOf } from '../../model/partition.ts'

/** Nearly all accounts are in this partition, so credentials that it rejects are more likely wrong than foreign. */
const COMMERCIAL = 'aws'

/** One line with the next step: `step`, where AWS rejected the credentials. */
export function cannotEnter(
  profile: string | null,
  regions: readonly string[],
  { reason, why: said }: Failure,
  step = profile === null
    ? 'Run aws sso login or aws configure.'
    : `Run aws sso login --profile ${shellWord(profile)}.`,
): AuditError {
  const whose = profile === null ? '' : ` for profile '${profile}'`
  const why = said.replace(/\.$/, '')
  if (reason === 'network') {
    return new AuditError('failed', `Could not connect to AWS in ${regions.join(', ')}: ${why}.`, {
      hint: 'Check your network connection, proxy settings and AWS_ENDPOINT_URL.',
    })
  }
  if (reason === 'server_error') {
    return new AuditError('failed', `AWS STS returned a server error in ${regions.join(', ')}: ${why}.`, {
      hint: 'Try again in a few minutes.',
    })
  }
  if (reason === 'partial')
    return new AuditError('failed', `Could not look up the account of the credentials${whose}: ${why}.`)
  const asked = new Set(regions.map(partitionOf))
  const [partition = COMMERCIAL] = asked
  if (reason === 'not_enabled' && asked.size === 1 && partition !== COMMERCIAL)
    return new AuditError('failed', `${regions.at(-1)} does not recognize these credentials${whose}.`, {
      hint: `It is in partition ${partition}, which needs separate credentials. Use a profile of that partition (-p), or other Regions (-r).`,
    })
  const isMissing = reason === 'expired' && !/expired/i.test(why)
  const found = isMissing ? 'No AWS credentials found' : 'AWS rejected the credentials'
  return new AuditError('failed', `${found}${whose}: ${why}.`, { hint: step })
}
