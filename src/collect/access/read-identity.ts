import { simulatePrincipalPolicy } from '../../aws/iam/simulate-principal-policy.ts'
import type { SimulatedPolicies } from '../../access/facts.ts'
import { doubtfulKeys, simulatedContext } from '../../access/request-context.ts'
import { type Fact, known, unknown } from '../../model/fact.ts'
import type { PolicyRequest } from '../../policy/request/request.ts'
import type { FoundPrincipal } from './find-principals.ts'

/** Asks IAM what the policies of the principal, its boundary and its organization say about a request. */
export async function readIdentity(
  { client, caller }: FoundPrincipal,
  { action, resource, context }: PolicyRequest,
): Promise<Fact<SimulatedPolicies>> {
  const given = { principalArn: caller.arn, action, resource, context: simulatedContext(context) }
  const answer = await simulatePrincipalPolicy(client, given)
  client.note(answer, 'iam:SimulatePrincipalPolicy')
  if (!answer.known) return unknown(`IAM did not simulate the policies of the principal: ${answer.why}`)
  if (answer.value === null) return unknown(`IAM does not know ${caller.arn}: name the principal by its ARN.`)
  return known({ ...answer.value, missing: doubtfulKeys(answer.value.missing, action, context) })
}
