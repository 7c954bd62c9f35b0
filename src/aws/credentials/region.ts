import { AuditError } from '../../lib/process/exit.ts'
import { quoted } from '../../lib/text/quoted.ts'
import type { Profile, SharedFiles } from './shared-files.ts'
import type { Env } from '../../lib/process/env.ts'
import { fileOf, settingOf } from './shared-files.ts'

/** The Region that the environment or the profile names. */
export interface AmbientRegion {
  /** Null: there is none, or it cannot be one. */
  region: string | null
  /** Why it cannot be one: wrong usage, unless another Region is named on the command line. */
  mistake: AuditError | null
}

/** Reads AWS_REGION, else AWS_DEFAULT_REGION, else `region` of the profile. An empty variable is not set. */
export function ambientRegion(
  env: Env,
  files: SharedFiles | null = null,
  profile: Profile | null = null,
): AmbientRegion {
  const variable = ['AWS_REGION', 'AWS_DEFAULT_REGION'].find(name => (env[name] ?? '') !== '')
  if (variable !== undefined) return checkedRegion(env[variable] ?? '', variable)
  const region = profile === null ? undefined : settingOf(profile, 'region')
  if (files === null || profile === null || region === undefined) return { region: null, mistake: null }
  return checkedRegion(region, `region of profile ${quoted(profile.name)} in ${fileOf(files, profile, 'region')}`)
}

/** What can be part of a host's name. */
const CAN_BE_REGION = /^(?!\d+$)(?!-)[a-zA-Z0-9-]{1,63}(?<!-)$/

function checkedRegion(region: string, where: string): AmbientRegion {
  if (CAN_BE_REGION.test(region)) return { region, mistake: null }
  const plain = /[a-z]+(?:-[a-z]+)+-\d/.exec(region)?.[0]
  const hint =
    plain === undefined
      ? 'Use a Region name such as eu-west-1.'
      : `Write it as ${plain}, without quotation marks, spaces or comments.`
  const message = `${where} is ${quoted(region)}, which is not a valid Region name.`
  return { region: null, mistake: new AuditError('usage', message, { hint }) }
}
