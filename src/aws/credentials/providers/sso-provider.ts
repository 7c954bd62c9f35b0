import type { fromSSO } from '@aws-sdk/credential-providers'
import { externalDataInterceptor } from '@smithy/core/config'
import type { AwsCredentialIdentity } from '@smithy/types'
import { quoted } from '../../../lib/text/quoted.ts'
import { shellWord } from '../../../lib/text/shell-word.ts'
import { CredentialsError, errorText } from '../credentials-error.ts'
import type { CredentialSource } from '../credential-source.ts'
import { nestedClient, SILENT } from './nested-client.ts'
import type { ProviderContext } from './provider-context.ts'
import type { SsoSource } from '../sso-settings.ts'

/** Credentials of a role of IAM Identity Center, by the token that `aws sso login` has left; renews the token. */
export async function ssoKeys(source: SsoSource, context: ProviderContext): Promise<AwsCredentialIdentity> {
  const { session, startUrl, region, accountId, roleName } = source
  const person = [`sso_account_id = ${accountId}`, `sso_role_name = ${roleName}`]
  const portal = [`sso_start_url = ${startUrl}`, `sso_region = ${region}`]
  const path = offer(
    session === null
      ? ['[profile chosen]', ...person, ...portal]
      : READABLE.test(session)
        ? ['[profile chosen]', ...person, `sso_session = ${session}`, `[sso-session ${session}]`, ...portal]
        : // The SDK cannot read such a name; the token's file is found by it all the same, only not renewed.
          ['[profile chosen]', ...person, `sso_start_url = ${session}`, `sso_region = ${region}`],
  )
  const [{ fromSSO }, { SSOClient }] = await Promise.all([
    import('@aws-sdk/credential-providers'),
    import('@aws-sdk/client-sso'),
  ])
  // Two services with endpoints of their own: the portal must not get the secrets that renew a token.
  const ssoClient = new SSOClient({ ...nestedClient('SSO', context), region }) as unknown as ProviderClient
  const clientConfig = { ...nestedClient('SSO OIDC', context), region }
  const paths = { filepath: path, configFilepath: path }
  try {
    return await fromSSO({ profile: 'chosen', ...paths, ssoClient, clientConfig, logger: SILENT })()
  } catch (error) {
    throw ssoError(error, source)
  }
}

/** As `fromSSO` declares it: the same client, of a package that the SDK keeps to itself. */
type ProviderClient = NonNullable<NonNullable<Parameters<typeof fromSSO>[0]>['ssoClient']>

/** Names of sections that the SDK's reader knows. */
const READABLE = /^[\w@+.%:/-]+$/

function ssoError(error: unknown, { profile, startUrl, accountId, roleName }: SsoSource): CredentialsError {
  const said = errorText(error)
  const login = `Run aws sso login --profile ${shellWord(profile)}.`
  const whose = `Profile ${quoted(profile)}`
  if (/expired/i.test(said))
    return new CredentialsError(`${whose}: the SSO session for ${startUrl} has expired`, login, error)
  if (/not found or is invalid|session associated|is required|token not found|Unauthorized/i.test(said)) {
    return new CredentialsError(`${whose}: no valid SSO session for ${startUrl}`, login, error)
  }
  const what = `${whose}: SSO returned no credentials for role ${roleName} in account ${accountId}: ${said}`
  return new CredentialsError(
    what,
    'Check that the role is assigned to you in that account. The start page lists your roles.',
    error,
  )
}

/** Credentials of a console session, by what `aws login` has left. */
export async function loginKeys(
  { profile, session }: Extract<CredentialSource, { kind: 'login' }>,
  context: ProviderContext,
): Promise<AwsCredentialIdentity> {
  const path = offer(['[profile chosen]', `login_session = ${session}`])
  const { fromLoginCredentials } = await import('@aws-sdk/credential-providers')
  const clientConfig = { ...nestedClient('Signin', context), region: context.region }
  try {
    const init = { profile: 'chosen', filepath: path, configFilepath: path, clientConfig, logger: SILENT }
    return await fromLoginCredentials(init)()
  } catch (error) {
    const what = `Profile ${quoted(profile)}: no valid aws login session: ${errorText(error)}`
    throw new CredentialsError(what, `Run aws login --profile ${shellWord(profile)}.`, error)
  }
}

/**
 * A configuration file that exists for the SDK's reader only. It reads names and quotation marks otherwise than the AWS
 * CLI, so it gets what was read already. The text is also the name of the file, so that two files cannot be mixed up.
 */
function offer(lines: readonly string[]): string {
  const text = `${lines.join('\n')}\n`
  externalDataInterceptor.interceptFile(text, text)
  return text
}
