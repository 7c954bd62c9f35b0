import type { ContextEntry } from '@aws-sdk/client-iam'
import { type Answer, untimed } from '../answers/answer.ts'
import { nullIfMissing } from '../answers/missing.ts'
import { answered, fields, flag, list, Malformed, optional, text, word, type Read } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { iamClient } from './client.ts'

/** What a request would carry, for the policy simulator. */
export interface SimulationRequest {
  principalArn: string
  action: string
  resource: string
  /** Condition keys with their values. */
  context: readonly (readonly [key: string, values: readonly string[]])[]
}

/** The decision about one action and one resource, in the words of IAM. */
export interface SimulationResult {
  decision: 'allowed' | 'explicitDeny' | 'implicitDeny'
  allowedByBoundary: boolean | null
  allowedByOrganizations: boolean | null
  /** `role_reports_decrypt`, or the name of a managed policy. */
  matched: string[]
  missing: string[]
}

/**
 * Asks IAM what the policies of a principal, its permissions boundary and its organization say about one request. Policies
 * of resources are not part of it. Null: the principal does not exist.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export async function simulatePrincipalPolicy(
  client: PlaceClient,
  { principalArn, action, resource, context }: SimulationRequest,
): Promise<Answer<SimulationResult | null>> {
  const { SimulatePrincipalPolicyCommand } = await import('@aws-sdk/client-iam')
  const iam = await iamClient(client)
  const command = new SimulatePrincipalPolicyCommand({
    PolicySourceArn: principalArn,
    ActionNames: [action],
    ResourceArns: [resource],
    ContextEntries: context.map(toEntry),
  })
  const send = () => nullIfMissing(() => iam.send(command), ['NoSuchEntityException', 'NoSuchEntity'])
  const read = (given: unknown) => (given === null ? null : onlyResult(given))
  return untimed(await client.call('iam:SimulatePrincipalPolicy', `${principalArn} ${resource}`, send, read))
}

function toEntry([ContextKeyName, values]: readonly [string, readonly string[]]): ContextEntry {
  const isSet = values.length !== 1 || SETS.has(ContextKeyName.toLowerCase())
  return {
    ContextKeyName,
    ContextKeyValues: [...values],
    ContextKeyType: isSet ? 'stringList' : typeOf(ContextKeyName),
  }
}

/** Keys that can have several values. */
const SETS: ReadonlySet<string> = new Set(['kms:encryptioncontextkeys', 'kms:resourcealiases', 'aws:calledvia'])

function typeOf(key: string): 'boolean' | 'date' | 'numeric' | 'string' | 'ip' {
  const name = key.toLowerCase()
  if (
    /^(?:aws:(?:securetransport|viaawsservice|principalisawsservice|multifactorauthpresent)|kms:multiregion)$/.test(
      name,
    )
  )
    return 'boolean'
  if (name === 'aws:currenttime') return 'date'
  if (name === 'aws:epochtime') return 'numeric'
  return name === 'aws:sourceip' ? 'ip' : 'string'
}

function onlyResult(given: unknown): SimulationResult {
  const [result, ...others] = list(evaluated)(answered(given)['EvaluationResults'], 'EvaluationResults')
  if (result === undefined || others.length > 0) throw new Malformed('EvaluationResults has not one result')
  return result
}

/** The result of the action has the decision of the organization; that of its resource the others. */
const evaluated: Read<SimulationResult> = (value, name) => {
  const whole = fields(value, name)
  const [specific = {}] =
    optional(list(fields))(whole['ResourceSpecificResults'], `${name}.ResourceSpecificResults`) ?? []
  const one = { ...whole, ...specific }
  return {
    decision: decision(specific['EvalResourceDecision'] ?? whole['EvalDecision'], `${name}.EvalDecision`),
    allowedByBoundary: allowedIn(one, 'PermissionsBoundaryDecisionDetail', 'AllowedByPermissionsBoundary', name),
    allowedByOrganizations: allowedIn(whole, 'OrganizationsDecisionDetail', 'AllowedByOrganizations', name),
    matched: (optional(list(fields))(one['MatchedStatements'], `${name}.MatchedStatements`) ?? []).flatMap(
      ({ SourcePolicyId }) => optional(text)(SourcePolicyId, `${name}.MatchedStatements[].SourcePolicyId`) ?? [],
    ),
    missing: [
      ...(optional(list(word))(one['MissingContextValues'], `${name}.MissingContextValues`) ?? []),
      ...(optional(list(word))(whole['MissingContextValues'], `${name}.MissingContextValues`) ?? []),
    ].filter((key, at, all) => all.indexOf(key) === at),
  }
}

const decision: Read<SimulationResult['decision']> = (value, name) => {
  const said = word(value, name)
  if (said === 'allowed' || said === 'explicitDeny' || said === 'implicitDeny') return said
  throw new Malformed(`${name} is '${said}'`)
}

function allowedIn(result: Record<string, unknown>, detail: string, member: string, name: string): boolean | null {
  const given = optional(fields)(result[detail], `${name}.${detail}`)
  return given === undefined ? null : (optional(flag)(given[member], `${name}.${detail}.${member}`) ?? null)
}
