import type { AwsCredentialIdentityProvider } from '@smithy/types'
import type { Credentials } from './clients.ts'
import type { Connection } from '../credentials/connection.ts'
import { nestedClient, SILENT } from '../credentials/providers/nested-client.ts'
import { renewed } from '../credentials/providers/provider.ts'
import { Malformed } from '../answers/shape.ts'
import type { RequestHandler } from './request-handler.ts'

interface RoleRequest {
  arn: string
  externalId: string | null
  sessionName: string
  /** Whose credentials may assume it. */
  master: Credentials
  /** Of the STS to ask: tokens of the global endpoint are refused in opt-in Regions. */
  region: string
  requestHandler: RequestHandler
  connection: Connection
  /** The session policy, which narrows what the session may do. Null: none. */
  policy: string | null
}

/**
 * A role's credentials, got when they are first needed and again before they run out.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export async function assumedRole(request: RoleRequest): Promise<Credentials> {
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers')
  const { arn, externalId, sessionName, master, region, requestHandler, connection, policy } = request
  const provider: AwsCredentialIdentityProvider = fromTemporaryCredentials({
    masterCredentials: master,
    params: {
      RoleArn: arn,
      RoleSessionName: sessionName,
      ...(externalId === null ? {} : { ExternalId: externalId }),
      ...(policy === null ? {} : { Policy: policy }),
    },
    clientConfig: { ...nestedClient('STS', { connection, requestHandler }), region, maxAttempts: 1 },
    logger: SILENT,
  })
  return renewed(async properties => {
    try {
      return await provider(properties)
    } catch (error) {
      throw isUnreadable(error) ? new Malformed('the credentials that AssumeRole returned are not readable') : error
    }
  })
}

/** An answer of STS without keys. The SDK names it as it names credentials that do not exist, or have expired. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Invalid response from STS')
