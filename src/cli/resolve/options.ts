import { colorModeFrom } from '../../lib/text/color-mode.ts'
import { refuseIdle } from '../combinations.ts'
import type { AccountOptions, AuditOptions, Options, SavedOptions, ShowOptions } from '../../model/options.ts'
import { checkOptionsOf } from './checks.ts'
import { outputsOf } from './outputs.ts'
import { publishOptionsOf } from './publish.ts'
import { rerunOptions } from './rerun.ts'
import { settle, usageError, type Given, type Settings, type Settled } from '../settings.ts'
import { type Env } from '../../lib/process/env.ts'
import { heededIn, modeOf, refuseOthers, type Mode } from '../takes.ts'

/** A command, and with `publish` the sink that it publishes to. */
interface Wanted {
  command: 'audit' | 'checks' | 'publish'
  sink: string | null
}

/** The typed options and those of the environment, as the options of a run. Throws for the first thing that is wrong. */
export function readOptions(given: Given, env: Env, { command, sink }: Wanted): Options {
  const mode = modeOf(command, given, env)
  refuseOthers(mode, given)
  const settled = settle(given, env, heededIn(mode))
  const { settings } = settled
  refuseIdle(settings, given)
  if (mode === 'checks') refuseOtherOutput(settings)
  return {
    audit: auditOptions(settings, given, mode),
    show: showOptions(settings, given, env),
    saved: settings.from === null ? null : savedOptions(settings.from, settled),
    checks: checkOptionsOf(settings, given, env, mode),
    publish: publishOptionsOf(settings, given, sink),
    estimate: settings.estimate,
    demo: settings.demo,
    debug: settings.debug || env['AWS_CSPM_DEBUG']?.toLowerCase() === 'true',
  }
}

function refuseOtherOutput({ output }: Settings): void {
  const other = output.find(({ format }) => format !== 'table' && format !== 'json')
  if (other === undefined) return
  throw usageError(`checks does not support -o ${other.format}.`, 'Use -o table or -o json.')
}

function savedOptions(path: string, { settings, set }: Settled): SavedOptions {
  const { region, accounts, excludeAccounts, manager, key, excludeKey, tag, unusedDays, pricePerKey } = settings
  return {
    path,
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

function auditOptions(settings: Settings, given: Given, mode: Mode): AuditOptions {
  return {
    regions: settings.region,
    profiles: settings.profile,
    accounts: accountOptions(settings, given, mode),
    manager: settings.manager,
    keys: settings.key,
    exceptKeys: settings.excludeKey,
    tags: settings.tag,
    unusedDays: settings.unusedDays,
    requestDays: requestDays(settings, given),
    sources: settings.source,
    doubleCheck: settings.doubleCheck,
    maxPages: settings.maxPages,
    maxRates: settings.maxRate,
    fast: settings.fast,
    maxDuration: settings.maxDuration,
    checkpoint: checkpoint(settings),
    pricePerKey: settings.pricePerKey,
    // Filled in when the checks have been loaded, which --help need not wait for.
    needs: [],
    looks: { states: [], inUse: true, unused: true },
    trustOrganization: settings.trustOrg,
  }
}

const checkpoint = ({ checkpoint: path, checkpointTtl: ttl }: Settings): AuditOptions['checkpoint'] =>
  path === null ? null : { path, ttl }

const ABOUT_ORGANIZATION = ['orgRole', 'accounts', 'excludeAccounts', 'ou'] as const

function accountOptions(settings: Settings, given: Given, mode: Mode): AccountOptions {
  const { roleArn, org, orgRole, accounts: only, excludeAccounts: except, ou: units } = settings
  if (!org && mode !== 'from' && ABOUT_ORGANIZATION.some(name => given.has(name))) {
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

/** The inventory alone has no request counts either, unless they were asked for by name. */
function requestDays({ source, noRequests, requestDays: days }: Settings, given: Given): number | null {
  const inventoryAlone = source !== 'auto' && source.length === 0
  return noRequests || (inventoryAlone && !given.has('requestDays')) ? null : days
}

function showOptions(settings: Settings, given: Given, env: Env): ShowOptions {
  const { only, columns, sort, strict, quiet, severity } = settings
  const outputs = outputsOf(settings, given)
  const failOn = settings.failOn as ShowOptions['failOn']
  const rerun = rerunOptions(settings, given)
  return {
    outputs,
    only,
    columns,
    sort,
    failOn,
    severity,
    strict,
    quiet,
    progress: progress(settings),
    color: color(settings, env),
    rerun,
  }
}

const color = ({ noColor, color: asked }: Settings, env: Env): ShowOptions['color'] => {
  if (noColor) return 'never'
  return asked === 'auto' ? colorModeFrom(env) : asked
}

const progress = ({ logProgress, noProgress, quiet }: Settings): ShowOptions['progress'] => {
  if (logProgress) return 'log'
  return noProgress || quiet ? 'off' : 'auto'
}
