import type { Input } from '../../cli/command.ts'
import type { liveOptions } from '../../cli/groups/index.ts'
import { namesOf } from '../../cli/option-set.ts'
import { colorOf, runOptionsOf } from '../../cli/resolve/audit.ts'
import { supportedOutputs } from '../../cli/resolve/outputs.ts'
import { type Resolved, type TypedOptions, usageError } from '../../cli/settings.ts'
import {
  guardAlarmFormats,
  guardCheckFormats,
  guardDocumentFormats,
  guardedPolicyFormats,
} from '../../formats/guard/index.ts'
import { ALARM_SUBJECTS } from '../../model/retirement/alarm-subjects.ts'
import type { GuardTerms } from '../../model/retirement/guard.ts'
import type { Options } from '../../model/options/options.ts'
import { guardChecks } from '../shared/guard-checks.ts'
import { type guardCommandOptions, pace, place } from './modes.ts'
import type { GuardAction, GuardRequest } from './request.ts'

/** The options of the command, and the others of an audit with their defaults. */
type GuardResolved = Resolved<typeof liveOptions & typeof guardCommandOptions>
type GuardSettings = GuardResolved['settings']

/** Returns what an action was asked for. Throws a usage error for options that do not go together. */
export function guardRequest(action: GuardAction, resolved: GuardResolved, { typed, env }: Input): GuardRequest {
  const { settings, set } = resolved
  const formats = Object.keys(formatsOf(action, settings))
  const output = set.has('output') ? settings.output : [{ format: formats[0] ?? '' }]
  const shown = {
    show: { color: colorOf(settings, env), quiet: settings.quiet },
    outputs: supportedOutputs(`guard ${action}`, formats, { ...settings, output }, typed),
    debug: settings.debug,
  }
  const runWith = (different: Partial<GuardSettings>): Options =>
    runOptionsOf({
      ...resolved,
      settings: { ...settings, output: [{ format: 'table' }], outputFile: null, noRequests: true, ...different },
      typed,
      env,
      purpose: 'show',
      narrowsReport: settings.from !== null,
    })
  switch (action) {
    case 'scp':
    case 'rcp':
      return { ...shown, action, terms: termsOf(settings) }
    case 'statement':
      return { ...shown, action, terms: termsOf(settings), run: runOnKey(settings, runWith) }
    case 'alarm':
      return { ...shown, action, terms: alarmTerms(settings), run: runOnTrails(settings, typed, runWith) }
    case 'check':
      return {
        ...shown,
        action,
        tried: { days: settings.days, cancelTag: settings.cancelTag },
        run: runOnKeys(settings, runWith),
      }
  }
}

function formatsOf(action: GuardAction, { key }: GuardSettings): object {
  if (action === 'alarm') return guardAlarmFormats
  if (action === 'check') return guardCheckFormats
  return action === 'statement' && key.length > 0 ? guardedPolicyFormats : guardDocumentFormats
}

function termsOf(settings: GuardSettings): GuardTerms {
  const { days, noDays, allowRole: allowed, breakGlass: exempt, deleteAlias, requireMfa, sid } = settings
  const isAboutCallers = allowed.length > 0 || requireMfa
  if (noDays && !isAboutCallers)
    throw usageError('--no-days leaves nothing to go by.', 'Add --allow-role or --require-mfa.')
  if (deleteAlias && !isAboutCallers)
    throw usageError(
      '--delete-alias requires --allow-role or --require-mfa.',
      'Requests to delete an alias do not carry kms:TrailingDaysWithoutKeyUsage.',
    )
  return { days: noDays ? null : days, allowed, exempt, coversAliases: deleteAlias, requiresMfa: requireMfa, sid }
}

type RunWith = (different: Partial<GuardSettings>) => Options

function runOnKey({ key }: GuardSettings, runWith: RunWith): Options | null {
  const [name, ...others] = key
  if (name === undefined) return null
  if (others.length > 0) throw usageError('guard statement takes one key.', 'Name one key with --key.')
  const run = runWith({ key: [name], source: [], check: guardChecks(false) })
  return {
    ...run,
    audit: { ...run.audit, oneKey: 'facts' },
    saved: run.saved && { ...run.saved, oneKey: true },
  }
}

function alarmTerms({ topicKey, cancelTag, reEnable, alarms }: GuardSettings) {
  if (reEnable && cancelTag === null)
    throw usageError('--re-enable has no effect without --cancel-tag.', 'Add --cancel-tag Environment=Production.')
  const subjects = alarms.includes('all') ? ALARM_SUBJECTS : ALARM_SUBJECTS.filter(one => alarms.includes(one))
  return { topicKey, cancelTag, reEnable, subjects }
}

/** Options about AWS have no other effect than to say how trails are read. */
function runOnTrails(settings: GuardSettings, typed: TypedOptions, runWith: RunWith): Options | null {
  const { from, demo, checkTrails } = settings
  const isPlaced = namesOf({ ...place, ...pace }).some(name => typed.has(name))
  return from !== null || demo || checkTrails || isPlaced ? runWith({ source: [] }) : null
}

function runOnKeys({ source, cancelTag }: GuardSettings, runWith: RunWith): Options {
  if (source !== 'auto' && source.length === 0)
    throw usageError('guard check needs evidence of use.', 'Remove --source none.')
  return runWith({ check: guardChecks(cancelTag !== null) })
}
