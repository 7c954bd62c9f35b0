import { page, pageSize, textOrUndefined, WireError, type SimulatedCall, type SimulatedService } from '../wire/call.ts'
import { accessDeniedError } from '../faults/aws-errors.ts'
import { fieldAsFiltered, FILTERS, whyMalformed } from './finding-format.ts'
import { findingKey, type SimFinding, type SimSecurityHub } from '../world/sim-security-hub.ts'

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html */
export const securityHub: SimulatedService = {
  name: 'securityhub',
  protocol: 'rest-json',
  throttle: { name: 'TooManyRequestsException', message: 'Too Many Requests', status: 429 },
  routes: { 'POST /findings': 'GetFindings', 'POST /findings/import': 'BatchImportFindings' },
  operations: { GetFindings: getFindings, BatchImportFindings: batchImportFindings },
}

/** The most findings in one call. */
const MOST_FINDINGS = 100
const LARGEST_CALL = 6 * 1024 * 1024

/**
 * An invalid call is rejected as a whole. An invalid finding is listed in the answer, beside the number of accepted
 * ones.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html and
 * https://docs.aws.amazon.com/securityhub/latest/partnerguide/guidelines-batchimportfindings.html
 */
function batchImportFindings(call: SimulatedCall): unknown {
  const hub = securityHubOf(call)
  const findings = Array.isArray(call.input['Findings']) ? (call.input['Findings'] as SimFinding[]) : []
  if (findings.length < 1 || findings.length > MOST_FINDINGS)
    throw inputError(`Invalid parameter 'Findings'. Length must be between 1 and ${MOST_FINDINGS}.`)
  if (sizeOf(call.input) > LARGEST_CALL) throw inputError('The request is larger than 6 MB.')
  for (const finding of findings) requireOwn(call, finding)
  const FailedFindings = findings.flatMap(finding => {
    const why = whyMalformed(finding)
    if (why === null) storeFinding(hub, finding)
    return why === null ? [] : [{ Id: String(finding.Id), ErrorCode: 'InvalidInput', ErrorMessage: why }]
  })
  return {
    SuccessCount: findings.length - FailedFindings.length,
    FailedCount: FailedFindings.length,
    FailedFindings,
  }
}

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))

/** Denies findings of another account, Region or product, with the same error for each. */
function requireOwn(call: SimulatedCall, { AwsAccountId, ProductArn }: SimFinding): void {
  const { account, region } = call
  const own = `arn:${account.partition}:securityhub:${region}:${account.id}:product/${account.id}/default`
  if (AwsAccountId !== account.id || ProductArn !== own) throw accessDeniedError(call, `on resource: ${ProductArn}`)
}

/** Stores a finding. Fields that analysts have set stay, and a finding that is not newer changes nothing. */
function storeFinding({ findings }: SimSecurityHub, finding: SimFinding): void {
  const held = findings.get(findingKey(finding))
  if (held !== undefined && Date.parse(held.UpdatedAt) >= Date.parse(finding.UpdatedAt)) return
  const { Note, UserDefinedFields, VerificationState, Workflow = { Status: 'NEW' } } = held ?? finding
  const kept = { Note, UserDefinedFields, VerificationState, Workflow }
  const keptFields = Object.entries(kept).filter(([, value]) => value !== undefined)
  findings.set(findingKey(finding), { ...finding, ...Object.fromEntries(keptFields) })
}

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html */
function getFindings(call: SimulatedCall): unknown {
  const { input } = call
  const fits = findingFilter(input['Filters'])
  const found = [...securityHubOf(call).findings.values()].filter(fits)
  const refusal = inputError('Invalid NextToken.')
  const size = pageSize(input['MaxResults'], 10, 100, 'InvalidInputException')
  const { items, next } = page(found, 'findings', input['NextToken'], size, refusal)
  return { Findings: items, ...(next !== undefined && { NextToken: next }) }
}

type StringFilter = { Value?: string; Comparison?: string }

/** Returns a filter. Conditions for one field are alternatives; every field must match. */
function findingFilter(filters: unknown): (finding: SimFinding) => boolean {
  const fields = Object.entries((filters ?? {}) as Record<string, StringFilter[]>)
  const stray = fields.find(([field]) => !FILTERS.includes(field))
  if (stray !== undefined) throw inputError(`The simulation has no filter for ${stray[0]}.`)
  return finding =>
    fields.every(([field, conditions]) =>
      conditions.some(condition => matchesFilter(condition, fieldAsFiltered(finding, field))),
    )
}

function matchesFilter({ Value: value, Comparison: comparison }: StringFilter, field: string): boolean {
  if (comparison === 'EQUALS') return field === value
  if (comparison === 'PREFIX') return field.startsWith(value ?? '')
  throw inputError(`The simulation has no comparison ${textOrUndefined(comparison) ?? ''}.`)
}

function securityHubOf({ account, region }: SimulatedCall): SimSecurityHub {
  const hub = account.regions[region]?.securityHub
  if (hub !== undefined) return hub
  throw new WireError('InvalidAccessException', `Account ${account.id} is not subscribed to AWS Security Hub`, 401)
}

const inputError = (message: string): WireError => new WireError('InvalidInputException', message)
