import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types'
import { quoted } from '../../../lib/text/quoted.ts'
import { shellWord } from '../../../lib/text/shell-word.ts'
import { reachOf } from '../../calls/reach.ts'
import { CredentialsError, UNANSWERED, errorText } from '../credentials-error.ts'
import type { RoleSource } from '../credential-source.ts'
import { nestedClient, SILENT } from './nested-client.ts'
import type { ProviderContext } from './provider-context.ts'

/**
 * Assumes the role of a profile. Asks for the code of its MFA device once: when the session ends in mid-run, the user may
 * not be there to type another.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function roleProvider(
  role: RoleSource,
  source: AwsCredentialIdentityProvider,
  context: ProviderContext,
): AwsCredentialIdentityProvider {
  let isAsked = false
  const askCode = (): Promise<string> => {
    if (isAsked) throw new CredentialsError(`The MFA session of profile ${quoted(role.profile)} has expired`, AGAIN)
    isAsked = true
    return codeFor(role, context)
  }
  return () => assumed(role, source, context, askCode)
}

const AGAIN = 'Run again with a new code, or set duration_seconds for longer sessions.'

async function assumed(
  role: RoleSource,
  source: AwsCredentialIdentityProvider,
  context: ProviderContext,
  askCode: () => Promise<string>,
): Promise<AwsCredentialIdentity> {
  // First: the user must not type a code when there is nothing to assume the role with.
  await source()
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers')
  const assume = fromTemporaryCredentials({
    masterCredentials: source,
    params: {
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName ?? 'kms-audit',
      ...(role.externalId !== null && { ExternalId: role.externalId }),
      ...(role.duration !== null && { DurationSeconds: role.duration }),
      ...(role.mfaSerial !== null && { SerialNumber: role.mfaSerial }),
    },
    mfaCodeProvider: async () => askCode(),
    clientConfig: { ...nestedClient('STS', context), region: context.region },
    logger: SILENT,
  })
  try {
    return await assume()
  } catch (error) {
    if (error instanceof CredentialsError) throw error
    const { profile, roleArn, file } = role
    const why = `Profile ${quoted(profile)} in ${file} cannot assume ${roleArn}: ${errorText(error)}`
    throw new CredentialsError(why, hintFor(error, role), error)
  }
}

function hintFor(error: unknown, { mfaSerial, externalId }: RoleSource): string {
  if (reachOf(error) !== 'answered') return UNANSWERED
  if (/MultiFactorAuthentication failed/i.test(errorText(error))) return 'Run again with the next code from the device.'
  const also = externalId === null && mfaSerial === null ? ' It may require an external_id or mfa_serial.' : ''
  return `Check that the role exists and that its trust policy allows these credentials to assume it.${also}`
}

async function codeFor({ profile, mfaSerial }: RoleSource, { asker }: ProviderContext): Promise<string> {
  const ask = asker()
  const command = `eval "$(aws configure export-credentials --profile ${shellWord(profile)} --format env)"`
  if (ask === null) {
    throw new CredentialsError(
      `Profile ${quoted(profile)} requires an MFA code from device ${mfaSerial}, but kms-audit is not running in a terminal`,
      `Run ${command} first, then run kms-audit without --profile.`,
    )
  }
  const code = await ask(`Enter MFA code for ${mfaSerial} (profile ${profile}): `)
  if (code !== null && /^\d{6,8}$/.test(code.trim())) return code.trim()
  throw new CredentialsError(
    `Profile ${quoted(profile)} requires an MFA code from device ${mfaSerial}, but ${code === null ? 'no code was entered' : 'the input is not a valid code'}`,
    'Run again and enter the six digits shown on the device.',
  )
}
