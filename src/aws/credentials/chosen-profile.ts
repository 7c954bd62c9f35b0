import { AuditError } from '../../lib/process/exit.ts'
import { closestWord } from '../../lib/text/suggest.ts'
import { quoted } from '../../lib/text/quoted.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { Profile, SharedFiles } from './shared-files.ts'
import type { Env } from '../../lib/process/env.ts'

/** The profile that a session reads its settings from. */
export interface ChosenProfile {
  /** Null: there is none, not even `default`. */
  profile: Profile | null
  /** Named by `--profile`: it takes precedence over credentials in the environment. */
  explicit: boolean
}

/**
 * The profile of `--profile`, else of AWS_PROFILE, AWS_DEFAULT_PROFILE, else `default`. One that was named and is not
 * in the shared files is wrong usage, also where the environment holds credentials. An empty variable is not set.
 */
export function chooseProfile(files: SharedFiles, env: Env, name: string | null): ChosenProfile {
  const variable = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'].find(each => (env[each] ?? '') !== '')
  const wanted = name ?? (variable === undefined ? undefined : env[variable])
  const profile = files.profiles.get(wanted ?? 'default')
  if (profile === undefined && wanted !== undefined)
    throw unknownProfile(files, wanted, name === null ? variable : null)
  return { profile: profile ?? null, explicit: name !== null }
}

function unknownProfile(files: SharedFiles, name: string, variable: string | null | undefined): AuditError {
  const from = typeof variable === 'string' ? ` (from ${variable})` : ''
  const message = `Unknown profile ${quoted(name)}${from}: not found in ${whereOf(files)}.`
  const names = [...files.profiles.keys()].map(safeText)
  const near = closestWord(name, names)
  if (near !== undefined) return new AuditError('usage', message, { hint: `Did you mean ${near}?` })
  const known =
    names.length > 0
      ? `Available profiles: ${names.join(', ')}.`
      : 'No profiles are configured. Run aws configure to create one.'
  return new AuditError('usage', message, { hint: known })
}

/** `~/.aws/config nor in ~/.aws/credentials`, with the reason where one cannot be read. */
function whereOf({ config, credentials }: SharedFiles): string {
  const said = [config, credentials].map(({ name, unreadable }) =>
    unreadable === null ? name : `${name} (unreadable: ${unreadable})`,
  )
  return said.join(' or ')
}
