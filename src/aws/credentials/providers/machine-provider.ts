import type { AwsCredentialIdentity } from '@smithy/types'
import { readFile } from 'node:fs/promises'
import { readErrorText } from '../../../lib/files/file-errors.ts'
import { CredentialsError, errorText } from '../credentials-error.ts'
import type { CredentialSource } from '../credential-source.ts'
import { SILENT } from './nested-client.ts'
import type { ProviderContext } from './provider-context.ts'

/**
 * Credentials of the container that the process runs in.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export async function containerKeys({ env }: ProviderContext): Promise<AwsCredentialIdentity> {
  const relative = env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI']
  const full = env['AWS_CONTAINER_CREDENTIALS_FULL_URI']
  const from = relative
    ? `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI ${relative}`
    : `AWS_CONTAINER_CREDENTIALS_FULL_URI ${full}`
  await requireToken(env, from)
  const { fromHttp } = await import('@aws-sdk/credential-providers')
  try {
    return await fromHttp({
      // Undefined would mean the SDK's own look at the environment.
      ...(relative ? { awsContainerCredentialsRelativeUri: relative } : { awsContainerCredentialsFullUri: full ?? '' }),
      logger: SILENT,
    })()
  } catch (error) {
    throw new CredentialsError(
      `Could not get the container credentials (${from}): ${errorText(error)}`,
      'Check that the task or pod has an IAM role and that its credentials agent is running.',
      error,
    )
  }
}

/** A header cannot hold a line break, and the SDK would say so in words of its own. The token itself is a secret. */
async function requireToken(env: ProviderContext['env'], from: string): Promise<void> {
  const path = env[TOKEN_FILE]
  const where = path ? `${TOKEN_FILE} ${path}` : TOKEN
  const fail = (what: string, hint: string, cause?: unknown): never => {
    throw new CredentialsError(`Could not get the container credentials (${from}): ${what}`, hint, cause)
  }
  const token = path
    ? await readFile(path, 'utf8').catch((error: unknown) =>
        fail(`cannot read the token in ${where}: ${readErrorText(error as Error)}`, 'Check the path.', error),
      )
    : (env[TOKEN] ?? '')
  if (/[\r\n]/.test(token)) fail(`the token in ${where} contains a line break`, 'Remove it.')
}

const TOKEN_FILE = 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'
const TOKEN = 'AWS_CONTAINER_AUTHORIZATION_TOKEN'

/**
 * Credentials of the instance's role.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html
 */
export async function instanceKeys({
  disabled,
}: Extract<CredentialSource, { kind: 'instance' }>): Promise<AwsCredentialIdentity> {
  if (disabled) throw new CredentialsError(`${NO_CREDENTIALS}; AWS_EC2_METADATA_DISABLED is set`, NONE)
  const { fromInstanceMetadata } = await import('@aws-sdk/credential-providers')
  try {
    return await fromInstanceMetadata({ logger: SILENT })()
  } catch (error) {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : null
    if (status === null) {
      const said = errorText(error)
      // Most machines are not instances: no answer is normal there, and not the reason.
      const why = NO_ANSWER.test(said) ? '' : `; could not query the instance metadata service: ${said}`
      throw new CredentialsError(`${NO_CREDENTIALS}${why}`, NONE, error)
    }
    throw new CredentialsError(
      `${NO_CREDENTIALS}; the instance metadata service returned HTTP ${status}`,
      status === 404
        ? 'Attach an IAM role to the instance, or run aws configure.'
        : 'Allow this process to connect to the instance metadata service, or run aws configure.',
      error,
    )
  }
}

const NO_ANSWER = /^(Unable to connect|TimeoutError)|socket hang up/

/** How a message begins where nothing else holds credentials either. */
export const NO_CREDENTIALS = 'No AWS credentials found'

const NONE = 'Run aws configure or aws configure sso, or export AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.'
