import { classifyError } from '../../aws/answers/call-error.ts'
import { dryRun, type DryRun } from '../../aws/kms/dry-run.ts'
import { assumedRole } from '../../aws/session/assumed-role.ts'
import { clientsFor, type Credentials } from '../../aws/session/clients.ts'
import { PlaceClient } from '../../aws/session/place-client.ts'
import { once } from '../../lib/flow/once.ts'
import { type Fact, known, unknown } from '../../model/fact.ts'
import type { AccessTrial } from '../../model/assessments/access.ts'
import type { Place } from '../../model/place.ts'
import type { EnteredRun } from '../run/run.ts'
import type { FoundPrincipal } from './find-principals.ts'

/** Asks KMS, as a principal, whether it may use a key. */
export type TryAccess = (principal: FoundPrincipal, place: Place, asked: DryRun) => Promise<AccessTrial>

/** Assumes each role once. A role that cannot be assumed leaves a gap, and its trials are unknown. */
export function trialsOf(run: EnteredRun): TryAccess {
  const sessions = new Map<string, () => Promise<Fact<Credentials>>>()
  return async (principal, place, asked) => {
    const { action } = asked
    const { arn, type } = principal.caller
    if (type === 'user') return { answer: 'unknown', action, message: 'Only roles can be assumed, not users.' }
    const session = sessions.get(arn) ?? once(() => assume(run, principal))
    sessions.set(arn, session)
    const credentials = await session()
    if (!credentials.known) return { answer: 'unknown', action, message: credentials.why }
    const client = clientAs(run, principal, place, credentials.value)
    const answer = await dryRun(client, asked)
    client.note(answer, action, asked.keyArn.replace(/^.*:key\//, ''))
    if (!answer.known) return { answer: 'unknown', action, message: answer.why }
    return { answer: answer.value.allowed ? 'allowed' : 'denied', action, message: answer.value.message }
  }
}

async function assume({ options, gaps }: EnteredRun, { caller, session }: FoundPrincipal): Promise<Fact<Credentials>> {
  const { externalId, sessionName } = options.accounts
  const { credentials: master, home: region, connection, requestHandler } = session
  const role = { arn: caller.arn, externalId, sessionName, master, region, requestHandler, connection, policy: null }
  const credentials = await assumedRole(role)
  try {
    if (typeof credentials === 'function') await credentials()
    return known(credentials)
  } catch (error) {
    const { message: said } = classifyError(error)
    const message = `${caller.arn} could not be assumed: ${said}`
    gaps.add({
      account: caller.account,
      region: null,
      keyId: null,
      operation: 'sts:AssumeRole',
      reason: 'denied',
      message,
    })
    return unknown(`The role could not be assumed: ${said}`)
  }
}

/** Calls as the role. What the role may not do says nothing about the credentials of the run. */
function clientAs({ calls }: EnteredRun, { session }: FoundPrincipal, place: Place, credentials: Credentials) {
  const clients = clientsFor(place.region, credentials, session.requestHandler, session.connection)
  return new PlaceClient(place, clients, calls, { expired: false })
}
