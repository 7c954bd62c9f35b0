import { listText } from '../../lib/text/lists.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { minuteText } from '../../model/time.ts'
import type { WatchReading } from '../../model/retirement/watch-reading.ts'
import { resourceText } from './resource-text.ts'
import type { Needs } from './needs.ts'

/** Says who needs the key, as the end of a sentence: `needed by role/orders via s3.amazonaws.com`. Null: no caller needs it. */
export function needText(
  reading: WatchReading,
  { refused, changedBack, requests, archivedUse: use }: Needs,
): string | null {
  const enabled = changedBack.filter(({ operation, by_rollback: own }) => GIVES_BACK.has(operation) && !own)
  const { newDependents } = reading
  const references = newDependents?.known === true ? newDependents.value : []
  const who = [
    ...refused.map(callerText),
    ...(use === null ? [] : [`${callerText(use)}, which used the key at ${minuteText(Date.parse(use.at))}`]),
    ...enabled.map(change => `${callerText(change)}, who called ${change.operation}`),
    ...references.map(one => `${resourceText(one, reading)}, which references the key since the plan was made`),
  ]
  if (who.length > 0) return `needed by ${listText(who)}`
  if (requests === null || requests === 0) return null
  return `needed by an unknown caller: CloudWatch counts ${countNoun(requests, 'request')} since the key was disabled`
}

/** Changes after which the key works again, or is not deleted. */
const GIVES_BACK: ReadonlySet<string> = new Set(['EnableKey', 'CancelKeyDeletion'])

interface NamedCaller {
  principal: string | null
  principal_account?: string | null
  service: string | null
}

/** Of a principal of another account, CloudTrail shows its account and unique id only. */
function callerText({ principal, principal_account: account = null, service }: NamedCaller): string {
  if (principal === null) return service ?? (account === null ? 'an unknown caller' : `account ${account}`)
  const isArn = principal.startsWith('arn:')
  const short = isArn ? principal.replace(/^arn:(?:[^:]*:){4}/, '') : principal
  const name = isArn || account === null ? short : `${short} of account ${account}`
  return service === null ? name : `${name} via ${service}`
}
