import { AuditError } from '../../lib/process/exit.ts'
import { quoted } from '../../lib/text/quoted.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import type { Profile, SharedFiles } from './shared-files.ts'
import { fileOf, settingOf } from './shared-files.ts'

/** Credentials of IAM Identity Center, by the token that `aws sso login` leaves. */
export interface SsoSource {
  kind: 'sso'
  profile: string
  startUrl: string
  region: string
  accountId: string
  roleName: string
  /** Name of the `[sso-session]`. Null: the profile has all settings itself. */
  session: string | null
}

/**
 * The SSO settings of a profile, null where it has neither account nor role. What is missing or contradicts the session
 * is wrong usage.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html
 */
export function ssoOf(files: SharedFiles, profile: Profile): SsoSource | null {
  const accountId = settingOf(profile, 'sso_account_id')
  const roleName = settingOf(profile, 'sso_role_name')
  if (accountId === undefined && roleName === undefined) return null
  const whose = `Profile ${quoted(profile.name)} in ${fileOf(files, profile, 'sso_account_id')}`
  const session = settingOf(profile, 'sso_session') ?? null
  const settings = {
    sso_start_url: shared(files, profile, session, 'sso_start_url', whose),
    sso_region: shared(files, profile, session, 'sso_region', whose),
    sso_account_id: accountId,
    sso_role_name: roleName,
  }
  const missing = Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [name] : []))
  if (missing.length > 0) {
    throw new AuditError('usage', `${whose} uses SSO, but has no ${missing.join(' and no ')}.`, {
      hint: `Run aws configure sso --profile ${shellWord(profile.name)}, or add ${missing.length === 1 ? 'the line' : 'the lines'}.`,
    })
  }
  const { sso_start_url: startUrl = '', sso_region: region = '' } = settings
  return {
    kind: 'sso',
    profile: profile.name,
    startUrl,
    region,
    accountId: accountId ?? '',
    roleName: roleName ?? '',
    session,
  }
}

/** A setting that the profile or its session has; both may have it, if they agree. */
function shared(
  files: SharedFiles,
  profile: Profile,
  session: string | null,
  name: string,
  whose: string,
): string | undefined {
  const own = settingOf(profile, name)
  if (session === null) return own
  const section = files.ssoSessions.get(session)
  if (section === undefined) {
    throw new AuditError(
      'usage',
      `${whose} has sso_session = ${session}, but there is no section [sso-session ${session}].`,
      {
        hint: `Run aws configure sso-session, or add the section to ${files.config.name}.`,
      },
    )
  }
  const theirs = section[name]
  if (typeof theirs !== 'string' || theirs === '') return own
  if (own === undefined || own === theirs) return theirs
  throw new AuditError('usage', `${whose} and its [sso-session ${session}] have different values for ${name}.`, {
    hint: 'Remove the line from the profile.',
  })
}
