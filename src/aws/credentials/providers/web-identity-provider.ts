import type { AwsCredentialIdentity } from '@smithy/types'
import { readFile } from 'node:fs/promises'
import { quoted } from '../../../lib/text/quoted.ts'
import { readErrorText } from '../../../lib/files/file-errors.ts'
import { reachOf } from '../../calls/reach.ts'
import { CredentialsError, UNANSWERED, errorText } from '../credentials-error.ts'
import type { WebIdentitySource } from '../credential-source.ts'
import { nestedClient, SILENT } from './nested-client.ts'
import type { ProviderContext } from './provider-context.ts'

const REFUSED = 'Check that the trust policy of the role accepts the issuer, audience and subject of the token.'

/**
 * Assumes a role with the token in a file. Reads the file each time, because containers replace it.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export async function webIdentityKeys(
  { profile, tokenFile, roleArn, sessionName }: WebIdentitySource,
  context: ProviderContext,
): Promise<AwsCredentialIdentity> {
  const from =
    profile === null ? 'AWS_WEB_IDENTITY_TOKEN_FILE' : `web_identity_token_file of profile ${quoted(profile)}`
  const webIdentityToken = await readFile(tokenFile, 'utf8').catch((error: unknown) => {
    throw new CredentialsError(
      `Cannot read the web identity token ${tokenFile} (${from}): ${readErrorText(error as Error)}`,
      'Check that this container or CI job is set up to provide the token.',
      error,
    )
  })
  const { fromWebToken } = await import('@aws-sdk/credential-providers')
  const assume = fromWebToken({
    roleArn,
    roleSessionName: sessionName ?? 'kms-audit',
    webIdentityToken,
    clientConfig: { ...nestedClient('STS', context), region: context.region },
    logger: SILENT,
  })
  try {
    return await assume()
  } catch (error) {
    throw new CredentialsError(
      `Cannot assume ${roleArn} with the web identity token ${tokenFile} (${from}): ${errorText(error)}`,
      reachOf(error) === 'answered' ? REFUSED : UNANSWERED,
      error,
    )
  }
}
