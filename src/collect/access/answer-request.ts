import { decide, type Decision } from '../../access/decide.ts'
import type { Blocked, RequestFacts } from '../../access/facts.ts'
import type { AccessLink } from '../../model/assessments/access.ts'
import { type Fact, known, unknown } from '../../model/fact.ts'
import type { PolicyRequest } from '../../policy/request/request.ts'
import type { Policy } from '../../policy/statements/policy.ts'
import type { FoundPrincipal } from './find-principals.ts'
import type { KeyFacts } from './key-facts.ts'
import { readIdentity } from './read-identity.ts'

/** A decision, and the condition keys that leave it open. */
export interface Answered extends Decision {
  doubtful: readonly string[]
}

/** Decides about a request to KMS. Grants, which can be many, are read only if they decide. */
export async function answerForKey(
  principal: FoundPrincipal,
  request: PolicyRequest,
  key: KeyFacts,
  elsewhere: Blocked | null,
): Promise<Answered> {
  const [identity, policy, state] = await Promise.all([
    readIdentity(principal, request),
    key.policy(),
    key.blocked(request.action),
  ])
  const blocked: Fact<Blocked | null> = elsewhere === null ? state : known(elsewhere)
  const facts: RequestFacts = { request, owner: key.arn.split(':')[4] ?? '', identity, policy, blocked }
  const doubtful = identity.known ? identity.value.missing : []
  const without = decide({ ...facts, grants: unknown(NOT_READ) })
  if (without.answer !== 'unknown') return { ...without, links: without.links.map(withoutGrants), doubtful }
  return { ...decide({ ...facts, grants: await key.grants() }), doubtful }
}

const NOT_READ = 'The grants of the key were not read, because they do not change the answer.'

const withoutGrants = (link: AccessLink): AccessLink =>
  link.reason === NOT_READ ? { ...link, decision: 'not_applicable' } : link

/** Decides about reading a secret, without its key. */
export async function answerForSecret(
  principal: FoundPrincipal,
  request: PolicyRequest,
  blocked: Fact<Blocked | null>,
  policy: Fact<Policy | null>,
): Promise<Answered> {
  const identity = await readIdentity(principal, request)
  const owner = request.resource.split(':')[4] ?? ''
  const doubtful = identity.known ? identity.value.missing : []
  return { ...decide({ request, owner, identity, policy, blocked }), doubtful }
}
