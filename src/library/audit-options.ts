import { DOLLAR } from '../model/cost.ts'
import type { AuditOptions, WantedLooks } from '../model/options.ts'
import { OPERATIONS } from '../model/operations.ts'
import { SECOND } from '../model/time.ts'
import { sources } from '../sources/index.ts'
import type { AuditRequest, OrganizationRequest } from './requests.ts'
import { requireKnown, requireNumber } from './require.ts'

/** Returns the options of an audit, with the defaults of the command line. Throws an `AuditError` (wrong usage). */
export function toAuditOptions(request: AuditRequest): AuditOptions {
  const { regions = null, sources: wanted = 'auto', organization } = request
  return {
    regions,
    profiles: request.profiles ?? [],
    accounts: {
      roleArns: request.roleArns ?? [],
      externalId: request.externalId ?? null,
      sessionName: 'kms-audit',
      organization: organization === undefined ? null : toOrganization(organization),
    },
    manager: requireKnown('manager', ['customer', 'aws', 'all'], request.manager ?? 'customer'),
    keys: request.keys ?? [],
    exceptKeys: request.excludeKeys ?? [],
    tags: request.tags ?? [],
    unusedDays: requireNumber('unusedDays', request.unusedDays ?? 90, { min: 1, max: 36_500 }),
    requestDays: requestDays(request),
    sources: wanted === 'auto' ? 'auto' : wanted.map(id => requireKnown('sources', Object.keys(sources), id)),
    doubleCheck: request.doubleCheck ?? false,
    maxPages: requireNumber('maxPages', request.maxPages ?? 40, { min: 1, max: 100_000 }),
    maxRates: maxRates(request),
    fast: request.fast ?? false,
    maxDuration: request.maxSeconds === undefined ? null : request.maxSeconds * SECOND,
    checkpoint: null,
    pricePerKey: request.pricePerKey === undefined ? null : Math.round(request.pricePerKey * DOLLAR),
    needs: NO_NEEDS,
    looks: EVERYTHING,
    trustOrganization: request.trustOrganization ?? false,
  }
}

/** The checks decide what is needed, once they have been loaded. */
const NO_NEEDS: readonly string[] = []

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

function maxRates({ maxRates: rates = {} }: AuditRequest): Readonly<Record<string, number>> {
  for (const operation of Object.keys(rates)) requireKnown('maxRates', Object.keys(OPERATIONS), operation)
  return rates
}
