import { DOLLAR } from '../model/cost.ts'
import type { AuditOptions, WantedLooks } from '../model/options/options.ts'
import { OPERATIONS } from '../model/operations/operations.ts'
import { SECOND } from '../model/time.ts'
import { sources } from '../sources/index.ts'
import { archivesRequested, inventoryRequested, requireSource } from './archives-requested.ts'
import { dependentsRequested } from './dependents-requested.ts'
import type { AuditRequest, OrganizationRequest } from './requests.ts'
import { requireAmount, requireKnown, requireList, requireNumber, requireOptions } from './require.ts'

/** Returns the options of an audit, with the defaults of the command line. Throws an `AuditError` (wrong usage). */
export function toAuditOptions(request: AuditRequest): AuditOptions {
  requireOptions(request, AUDIT_OPTIONS)
  const { regions = null, sources: wanted = 'auto', organization } = request
  const archives = archivesRequested(request)
  return {
    regions: regions === null ? null : requireList('regions', regions, 'names of Regions or globs'),
    profiles: requireList('profiles', request.profiles ?? [], 'names of profiles'),
    accounts: {
      roleArns: requireList('roleArns', request.roleArns ?? [], 'ARNs of roles', /^arn:[\w-]+:iam::\d{12}:role\//),
      externalId: request.externalId ?? null,
      sessionName: 'kms-audit',
      organization: organization === undefined ? null : toOrganization(organization),
    },
    manager: requireKnown('manager', ['customer', 'aws', 'all'], request.manager ?? 'customer'),
    keys: requireList('keys', request.keys ?? [], 'key ids, ARNs or aliases'),
    exceptKeys: requireList('excludeKeys', request.excludeKeys ?? [], 'key ids, ARNs or aliases'),
    tags: requireList('tags', request.tags ?? [], 'tags such as team=payments or team', /^[^=]/),
    unusedDays: requireNumber('unusedDays', request.unusedDays ?? 90, { min: 1, max: 36_500 }),
    requestDays: requestDays(request),
    sources: wanted === 'auto' ? 'auto' : wanted.map(id => requireSource(id, SOURCES, archives)),
    archives,
    doubleCheck: request.doubleCheck ?? false,
    maxPages: requireNumber('maxPages', request.maxPages ?? 40, { min: 1, max: 100_000 }),
    maxRates: maxRates(request),
    fast: request.fast ?? false,
    maxDuration:
      request.maxSeconds === undefined ? null : requireAmount('maxSeconds', request.maxSeconds, { min: 1 }) * SECOND,
    checkpoint: null,
    who: request.who ?? false,
    dependents: dependentsRequested(request),
    oneKey: null,
    busiest: 0,
    pricePerKey: pricePerKey(request),
    prices: requireKnown('prices', ['list', 'live'], request.prices ?? 'list'),
    needs: needsOfRequest(request),
    looks: EVERYTHING,
    trustOrganization: request.trustOrganization ?? false,
    inventory: inventoryRequested(request),
  }
}

const SOURCES = Object.keys(sources)

/** Every option of a request. */
const AUDIT_OPTIONS: Readonly<Record<keyof AuditRequest, true>> = {
  checks: true,
  compliance: true,
  trustedAccounts: true,
  requiredTags: true,
  regions: true,
  profiles: true,
  roleArns: true,
  externalId: true,
  organization: true,
  trustOrganization: true,
  manager: true,
  keys: true,
  excludeKeys: true,
  tags: true,
  sources: true,
  unusedDays: true,
  requestDays: true,
  doubleCheck: true,
  fast: true,
  maxPages: true,
  maxRates: true,
  maxSeconds: true,
  who: true,
  dependents: true,
  accessAnalyzer: true,
  validatePolicies: true,
  pricePerKey: true,
  prices: true,
  archives: true,
  inventoryFrom: true,
  inventoryAccounts: true,
  history: true,
  demo: true,
  signal: true,
  env: true,
  wire: true,
  onMessage: true,
}

/** What is read besides what the checks need, which is known once they have been loaded. */
const needsOfRequest = ({ accessAnalyzer = false, validatePolicies = false }: AuditRequest): string[] => [
  ...(accessAnalyzer ? ['analyzer'] : []),
  ...(validatePolicies ? ['publicAccess'] : []),
]

/** A program may show anything that is in the report. */
const EVERYTHING: WantedLooks = { states: [], inUse: true, unused: true }

const toOrganization = ({ role, accounts = [], excludeAccounts = [], units = [] }: OrganizationRequest) => ({
  role: role.replace(/^\//, ''),
  only: accounts,
  except: excludeAccounts,
  units,
})

/** Without sources only the keys are listed, and requests are counted only if that is requested. */
function requestDays({ sources: wanted, requestDays: days }: AuditRequest): number | null {
  const isOnlyList = wanted !== undefined && wanted !== 'auto' && wanted.length === 0
  const value = days === undefined ? (isOnlyList ? null : 30) : days
  return value === null ? null : requireNumber('requestDays', value, { min: 1, max: 455 })
}

const pricePerKey = ({ pricePerKey: dollars }: AuditRequest): number | null =>
  dollars === undefined ? null : Math.round(requireAmount('pricePerKey', dollars, { min: 0 }) * DOLLAR)

function maxRates({ maxRates: rates = {} }: AuditRequest): Readonly<Record<string, number>> {
  for (const [operation, rate] of Object.entries(rates)) {
    requireKnown('maxRates', Object.keys(OPERATIONS), operation)
    requireAmount(`maxRates[${operation}]`, rate, { min: 0.001 })
  }
  return rates
}
