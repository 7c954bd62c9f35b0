import { colorModeFrom } from '../../lib/text/color-mode.ts'
import type {
  AccountOptions,
  AuditOptions,
  Options,
  Purpose,
  SavedOptions,
  ShowOptions,
} from '../../model/options/options.ts'
import type { LiveSettings } from '../groups/index.ts'
import { archiveOptionsOf } from './archives.ts'
import { checkOptionsOf } from './checks.ts'
import { refuseWithoutEffect } from './combinations.ts'
import { inventoryOf, isOfInventory } from './inventory.ts'
import { outputsOf } from './outputs.ts'
import { rerunOptions } from './rerun.ts'
import type { Env } from '../../lib/process/env.ts'
import { usageError, type TypedOptions } from '../settings.ts'

/** The values of the options of an audit, and the circumstances that decide what they mean. */
export interface Question {
  settings: LiveSettings
  /** Names of the options that were typed or set by a variable. */
  set: ReadonlySet<string>
  typed: TypedOptions
  env: Env
  config: Options['config']
  /** To send findings, all checks run unless some are named. */
  purpose: Purpose
  /** True if `--accounts` and `--exclude-accounts` select accounts of a saved report, not of an organization. */
  narrowsReport: boolean
}

/** Returns the options of a run. Throws a usage error for the first combination that has no effect. */
export function runOptionsOf(question: Question): Options {
  const { settings, typed, env, purpose } = question
  refuseWithoutEffect(settings, typed)
  const isSaved = settings.from !== null
  return {
    audit: auditOptions(question),
    show: showOptions(settings, typed, env),
    saved: settings.from === null ? null : savedOptions(settings.from, question),
    checks: checkOptionsOf(settings, typed, env, { isSaved, needsFindings: purpose === 'send-findings' }),
    purpose,
    estimate: settings.estimate,
    demo: settings.demo,
    debug: isDebugging(settings, env),
    config: question.config,
  }
}

export const isDebugging = ({ debug }: Pick<LiveSettings, 'debug'>, env: Env): boolean =>
  debug || env['AWS_CSPM_DEBUG']?.toLowerCase() === 'true'

function savedOptions(path: string, { settings, set }: Question): SavedOptions {
  const { region, accounts, excludeAccounts, manager, key, excludeKey, tag, unusedDays, pricePerKey } = settings
  return {
    path,
    oneKey: false,
    regions: region,
    accounts,
    exceptAccounts: excludeAccounts,
    manager: set.has('manager') ? manager : null,
    keys: key,
    exceptKeys: excludeKey,
    tags: tag,
    unusedDays: set.has('unusedDays') ? unusedDays : null,
    pricePerKey,
  }
}

function auditOptions(question: Question): AuditOptions {
  const { settings, typed } = question
  return {
    regions: settings.region,
    profiles: settings.profile,
    accounts: accountOptions(question),
    manager: settings.manager,
    keys: settings.key,
    exceptKeys: settings.excludeKey,
    tags: settings.tag,
    unusedDays: settings.unusedDays,
    requestDays: requestDays(settings, typed),
    sources: settings.source,
    archives: archiveOptionsOf(settings),
    doubleCheck: settings.doubleCheck,
    maxPages: settings.maxPages,
    maxRates: settings.maxRate,
    fast: settings.fast,
    maxDuration: settings.maxDuration,
    checkpoint: checkpoint(settings),
    who: settings.who,
    dependents: dependentsOf(settings),
    oneKey: null,
    busiest: 0,
    pricePerKey: settings.pricePerKey,
    prices: settings.prices,
    // What checks need is added after they are loaded.
    needs: [...(settings.accessAnalyzer ? ['analyzer'] : []), ...(settings.validatePolicies ? ['publicAccess'] : [])],
    looks: { states: [], inUse: true, unused: true },
    trustOrganization: settings.trustOrg,
    inventory: inventoryOf(settings),
  }
}

const checkpoint = ({ checkpoint: path, checkpointTtl: ttl }: LiveSettings): AuditOptions['checkpoint'] =>
  path === null ? null : { path, ttl }

/** An aggregator alone asks for the same types as `--dependents` without a value. */
function dependentsOf({ dependents, dependentsFrom: aggregator }: LiveSettings): AuditOptions['dependents'] {
  if (dependents === null && aggregator === null) return null
  return { ...(dependents ?? { named: [], others: 'listed' }), aggregator }
}

const ABOUT_ORGANIZATION = ['orgRole', 'accounts', 'excludeAccounts', 'ou'] as const

function accountOptions({ settings, typed, narrowsReport }: Question): AccountOptions {
  const { roleArn, org, orgRole, accounts: only, excludeAccounts: except, ou: units } = settings
  if (!org && !narrowsReport && ABOUT_ORGANIZATION.some(name => typed.has(name) && !isOfInventory(name, settings))) {
    throw usageError('--org-role, --accounts, --exclude-accounts and --ou apply to an organization only.', 'Add --org.')
  }
  if (org && orgRole === null) {
    throw usageError(
      '--org requires a role to assume in the member accounts.',
      'Add --org-role with the name of the role.',
    )
  }
  return {
    roleArns: roleArn,
    externalId: settings.externalId,
    sessionName: settings.roleSessionName,
    organization: org && orgRole !== null ? { role: orgRole.replace(/^\//, ''), only, except, units } : null,
  }
}

/** Without a source there are no request counts, unless `--request-days` was typed. */
function requestDays({ source, noRequests, requestDays: days }: LiveSettings, typed: TypedOptions): number | null {
  const inventoryAlone = source !== 'auto' && source.length === 0
  return noRequests || (inventoryAlone && !typed.has('requestDays')) ? null : days
}

function showOptions(settings: LiveSettings, typed: TypedOptions, env: Env): ShowOptions {
  const { only, columns, sort, strict, quiet, severity } = settings
  const outputs = outputsOf(settings, typed)
  const failOn = settings.failOn as ShowOptions['failOn']
  const rerun = rerunOptions(settings, typed)
  return {
    outputs,
    only,
    columns,
    sort,
    failOn,
    severity,
    strict,
    quiet,
    progress: progressOf(settings),
    color: colorOf(settings, env),
    rerun,
  }
}

export const colorOf = (
  { noColor, color: asked }: Pick<LiveSettings, 'noColor' | 'color'>,
  env: Env,
): ShowOptions['color'] => {
  if (noColor) return 'never'
  return asked === 'auto' ? colorModeFrom(env) : asked
}

export const progressOf = ({
  logProgress,
  noProgress,
  quiet,
}: Pick<LiveSettings, 'logProgress' | 'noProgress' | 'quiet'>): ShowOptions['progress'] => {
  if (logProgress) return 'log'
  return noProgress || quiet ? 'off' : 'auto'
}
