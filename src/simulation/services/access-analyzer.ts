import { isObject } from '../../lib/json.ts'
import type { SimAccessAnalyzer, SimAnalyzer, SimAnalyzerFinding } from '../world/sim-access-analyzer.ts'
import { page, pageSize, WireError, type SimulatedCall, type SimulatedService } from '../wire/call.ts'

/** https://docs.aws.amazon.com/access-analyzer/latest/APIReference/ */
export const accessAnalyzer: SimulatedService = {
  name: 'access-analyzer',
  protocol: 'rest-json',
  timesAsText: true,
  throttle: { name: 'ThrottlingException', message: 'Rate exceeded', status: 429 },
  routes: {
    'GET /analyzer': 'ListAnalyzers',
    'POST /findingv2': 'ListFindingsV2',
    'GET /findingv2/{id}': 'GetFindingV2',
    'POST /policy/check-no-public-access': 'CheckNoPublicAccess',
  },
  operations: {
    ListAnalyzers: listAnalyzers,
    ListFindingsV2: listFindings,
    GetFindingV2: getFinding,
    CheckNoPublicAccess: checkNoPublicAccess,
  },
}

const analyzersOf = ({ account, region }: SimulatedCall): SimAccessAnalyzer =>
  account.regions[region]?.accessAnalyzer ?? { analyzers: [] }

const arnOf = ({ name }: SimAnalyzer, { account, region }: SimulatedCall): string =>
  `arn:${account.partition}:access-analyzer:${region}:${account.id}:analyzer/${name}`

const invalidToken = (): WireError => new WireError('ValidationException', 'Invalid nextToken')

function listAnalyzers(call: SimulatedCall): unknown {
  const { input } = call
  const all = analyzersOf(call).analyzers.filter(({ type }) => (input['type'] ?? type) === type)
  const { items, next } = page(
    all,
    'analyzers',
    input['nextToken'],
    pageSize(input['maxResults'], 100, 100),
    invalidToken(),
  )
  const analyzers = items.map(each => ({
    arn: arnOf(each, call),
    name: each.name,
    type: each.type,
    createdAt: new Date(0).toISOString(),
    status: each.status ?? 'ACTIVE',
  }))
  return { analyzers, ...(next !== undefined && { nextToken: next }) }
}

/** Finds the analyzer that a call names. */
function analyzerOf(call: SimulatedCall): SimAnalyzer {
  const arn = String(call.input['analyzerArn'] ?? '')
  const found = analyzersOf(call).analyzers.find(each => arnOf(each, call) === arn)
  if (found === undefined) throw new WireError('ResourceNotFoundException', `Analyzer not found: ${arn}`, 404)
  return found
}

function listFindings(call: SimulatedCall): unknown {
  const { input } = call
  const { name } = analyzerOf(call)
  const all = (analyzersOf(call).findings ?? []).filter(
    finding => finding.analyzer === name && matches(finding, input['filter']),
  )
  const { items, next } = page(
    all,
    'findings',
    input['nextToken'],
    pageSize(input['maxResults'], 100, 100),
    invalidToken(),
  )
  return { findings: items.map(each => summaryOf(each, call)), ...(next !== undefined && { nextToken: next }) }
}

function matches(finding: SimAnalyzerFinding, filter: unknown): boolean {
  const values: Readonly<Record<string, string>> = {
    resourceType: finding.resourceType ?? 'AWS::KMS::Key',
    status: finding.status ?? 'ACTIVE',
    resource: finding.resource,
  }
  return Object.entries(isObject(filter) ? filter : {}).every(([name, criterion]) => {
    const eq = isObject(criterion) ? criterion['eq'] : undefined
    return !Array.isArray(eq) || eq.includes(values[name])
  })
}

const summaryOf = (finding: SimAnalyzerFinding, { account }: SimulatedCall) => {
  const at = new Date(finding.analyzedAt).toISOString()
  return {
    id: finding.id,
    resource: finding.resource,
    resourceType: finding.resourceType ?? 'AWS::KMS::Key',
    resourceOwnerAccount: account.id,
    status: finding.status ?? 'ACTIVE',
    findingType: 'ExternalAccess',
    analyzedAt: at,
    createdAt: at,
    updatedAt: at,
    ...(finding.error !== undefined && { error: finding.error }),
  }
}

function getFinding(call: SimulatedCall): unknown {
  const { name } = analyzerOf(call)
  const found = (analyzersOf(call).findings ?? []).find(
    ({ id, analyzer }) => id === call.input['id'] && analyzer === name,
  )
  if (found === undefined)
    throw new WireError('ResourceNotFoundException', `Finding not found: ${String(call.input['id'])}`, 404)
  const { principal, condition = {}, action, isPublic } = found
  const details = {
    condition,
    ...(principal !== undefined && { principal }),
    ...(action !== undefined && { action }),
    ...(isPublic !== undefined && { isPublic }),
    resourceControlPolicyRestriction: 'NOT_APPLICABLE',
  }
  return { ...summaryOf(found, call), findingDetails: [{ externalAccessDetails: details }] }
}

/** Condition keys that limit the callers to accounts, organizations or resources that are named. */
const LIMITS =
  /^(?:kms:calleraccount|aws:(?:principalaccount|principalorgid|principalarn|sourceaccount|sourcearn|sourcevpce?))$/i

/** https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoPublicAccess.html */
function checkNoPublicAccess({ input }: SimulatedCall): unknown {
  const open = statementsIn(input['policyDocument']).flatMap((statement, statementIndex) =>
    isOpen(statement)
      ? [{ description: `Public access is allowed by statement ${statementIndex}.`, statementIndex }]
      : [],
  )
  return open.length === 0
    ? { result: 'PASS', message: 'The resource policy does not grant public access.', reasons: [] }
    : {
        result: 'FAIL',
        message: 'The resource policy grants public access for the given resource type.',
        reasons: open,
      }
}

function statementsIn(document: unknown): Record<string, unknown>[] {
  try {
    const { Statement } = JSON.parse(String(document)) as { Statement?: unknown }
    return [Statement].flat().filter(isObject)
  } catch {
    throw new WireError('InvalidParameterException', 'The policy is not valid JSON.')
  }
}

function isOpen({ Effect, Principal, Condition }: Record<string, unknown>): boolean {
  const named = isObject(Principal) ? Principal['AWS'] : Principal
  const isLimited = Object.values(isObject(Condition) ? Condition : {}).some(
    operator => isObject(operator) && Object.keys(operator).some(key => LIMITS.test(key)),
  )
  return Effect === 'Allow' && [named].flat().includes('*') && !isLimited
}
