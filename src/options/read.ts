import type { AccountOptions, AuditOptions, Options, ShowOptions } from './options.ts'
import { checkOptionsOf, isAboutFindings } from './read-checks.ts'
import { publishOptionsOf } from './read-publish.ts'
import { settle, usageError, type Env, type Given, type Settings } from './settings.ts'

/**
 * What was typed and what the environment says, as the options of a run; with a sink, of one that publishes there.
 * Throws for the first thing that is wrong.
 */
export function readOptions(given: Given, env: Env, sink: string | null = null): Options {
  const settings = settle(given, env)
  refuseWhatCannotBeTold(settings)
  const publish = publishOptionsOf(settings, given, sink)
  return {
    audit: auditOptions(settings, given),
    show: showOptions(settings, env),
    checks: checkOptionsOf(settings, given, env, publish !== null),
    publish,
    estimate: settings.estimate,
    demo: settings.demo,
    debug: settings.debug || env['AWS_CSPM_DEBUG']?.toLowerCase() === 'true',
  }
}

/** A filter or a gate that can never match would look like good news. */
function refuseWhatCannotBeTold({ source, only, failOn, doubleCheck, fast }: Settings): void {
  if (source === 'auto') return
  if (source.length === 0 && only.length + failOn.filter(word => !isAboutFindings(word)).length > 0)
    throw usageError(`${only.length > 0 ? '--only' : '--fail-on'} needs evidence of use.`, 'Leave out --source none.')
  if (doubleCheck && !source.includes('cloudtrail'))
    throw usageError('--double-check asks CloudTrail.', 'Add cloudtrail to --source.')
  if (fast) throw usageError('--fast is a way of --source auto.', 'Leave out --source.')
}

function auditOptions(settings: Settings, given: Given): AuditOptions {
  return {
    regions: settings.region,
    profiles: settings.profile,
    accounts: accountOptions(settings),
    manager: settings.manager,
    keys: settings.key,
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
    trustOrganization: settings.trustOrg,
  }
}

const checkpoint = ({ checkpoint: path, checkpointTtl: ttl }: Settings): AuditOptions['checkpoint'] =>
  path === null ? null : { path, ttl }

function accountOptions(settings: Settings): AccountOptions {
  const { roleArn, org, orgRole, accounts: only, excludeAccounts: except, ou: units } = settings
  if (!org && (orgRole !== null || only.length + except.length + units.length > 0)) {
    throw usageError('--org-role, --accounts, --exclude-accounts and --ou are about an organization.', 'Add --org.')
  }
  if (org && orgRole === null) {
    throw usageError(
      '--org needs the role to assume in its accounts.',
      'Add --org-role KeyAudit, or whatever it is called.',
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

function showOptions(settings: Settings, env: Env): ShowOptions {
  const { output, outputFile, from, only, strict, quiet, severity } = settings
  const failOn = settings.failOn as ShowOptions['failOn']
  const color = !settings.noColor && (env['NO_COLOR'] ?? '') === ''
  return { output, outputFile, from, only, failOn, severity, strict, quiet, progress: progress(settings), color }
}

const progress = ({ logProgress, noProgress, quiet }: Settings): ShowOptions['progress'] => {
  if (logProgress) return 'log'
  return noProgress || quiet ? 'off' : 'auto'
}
