import { page, pageSize, text, WireError, type Call, type Service } from '../wire/call.ts'
import { accessDenied } from '../faults/refusals.ts'
import { fieldAsFiltered, FILTERS, whyMalformed } from './security-finding.ts'
import { keyOf, type SimFinding, type SimSecurityHub } from '../world/sim-security-hub.ts'

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html */
export const securityHub: Service = {
  name: 'securityhub',
  protocol: 'rest-json',
  throttle: { name: 'TooManyRequestsException', message: 'Too Many Requests', status: 429 },
  routes: { '/findings': 'GetFindings', '/findings/import': 'BatchImportFindings' },
  operations: { GetFindings: getFindings, BatchImportFindings: batchImportFindings },
}

/** Of findings in one call, and of bytes in it. */
const MOST = 100
const LARGEST_CALL = 6 * 1024 * 1024

/**
 * An invalid call is refused whole. An invalid finding is listed in the answer, beside the number of accepted ones.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html and
 * https://docs.aws.amazon.com/securityhub/latest/partnerguide/guidelines-batchimportfindings.html
 */
function batchImportFindings(call: Call): unknown {
  const hub = hubOf(call)
  const findings = Array.isArray(call.input['Findings']) ? (call.input['Findings'] as SimFinding[]) : []
  if (findings.length < 1 || findings.length > MOST)
    throw invalid(`Invalid parameter 'Findings'. Length must be between 1 and ${MOST}.`)
  if (sizeOf(call.input) > LARGEST_CALL) throw invalid('The request is larger than 6 MB.')
  for (const finding of findings) requireOwn(call, finding)
  const FailedFindings = findings.flatMap(finding => {
    const why = whyMalformed(finding)
    if (why === null) take(hub, finding)
    return why === null ? [] : [{ Id: String(finding.Id), ErrorCode: 'InvalidInput', ErrorMessage: why }]
  })
  return {
    SuccessCount: findings.length - FailedFindings.length,
    FailedCount: FailedFindings.length,
    FailedFindings,
  }
}

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))

/** For another account, Region or product the answer is the same: not authorized. */
function requireOwn(call: Call, { AwsAccountId, ProductArn }: SimFinding): void {
  const { account, region } = call
  const own = `arn:${account.partition}:securityhub:${region}:${account.id}:product/${account.id}/default`
  if (AwsAccountId !== account.id || ProductArn !== own) throw accessDenied(call, `on resource: ${ProductArn}`)
}

/** What analysts have set stays; what is not newer changes nothing. */
function take({ findings }: SimSecurityHub, finding: SimFinding): void {
  const held = findings.get(keyOf(finding))
  if (held !== undefined && Date.parse(held.UpdatedAt) >= Date.parse(finding.UpdatedAt)) return
  const { Note, UserDefinedFields, VerificationState, Workflow = { Status: 'NEW' } } = held ?? finding
  const kept = { Note, UserDefinedFields, VerificationState, Workflow }
  const told = Object.entries(kept).filter(([, value]) => value !== undefined)
  findings.set(keyOf(finding), { ...finding, ...Object.fromEntries(told) })
}

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html */
function getFindings(call: Call): unknown {
  const { input } = call
  const fits = filterOf(input['Filters'])
  const found = [...hubOf(call).findings.values()].filter(fits)
  const refusal = invalid('Invalid NextToken.')
  const size = pageSize(input['MaxResults'], 10, 100, 'InvalidInputException')
  const { items, next } = page(found, 'findings', input['NextToken'], size, refusal)
  return { Findings: items, ...(next !== undefined && { NextToken: next }) }
}

type Condition = { Value?: string; Comparison?: string }

/** Conditions for one field are alternatives; every field must fit. */
function filterOf(filters: unknown): (finding: SimFinding) => boolean {
  const fields = Object.entries((filters ?? {}) as Record<string, Condition[]>)
  const stray = fields.find(([field]) => !FILTERS.includes(field))
  if (stray !== undefined) throw invalid(`The simulation has no filter for ${stray[0]}.`)
  return finding =>
    fields.every(([field, conditions]) =>
      conditions.some(condition => holds(condition, fieldAsFiltered(finding, field))),
    )
}

function holds({ Value: value, Comparison: comparison }: Condition, field: string): boolean {
  if (comparison === 'EQUALS') return field === value
  if (comparison === 'PREFIX') return field.startsWith(value ?? '')
  throw invalid(`The simulation has no comparison ${text(comparison) ?? ''}.`)
}

function hubOf({ account, region }: Call): SimSecurityHub {
  const hub = account.regions[region]?.securityHub
  if (hub !== undefined) return hub
  throw new WireError('InvalidAccessException', `Account ${account.id} is not subscribed to AWS Security Hub`, 401)
}

const invalid = (message: string): WireError => new WireError('InvalidInputException', message)
