import { createIsIdentityExpiredFunction, doesIdentityRequireRefresh, memoizeIdentityProvider } from '@smithy/core'
import type { AwsCredentialIdentityProvider } from '@smithy/types'
import type { Credentials } from './clients.ts'
import { MINUTE } from '../model/time.ts'
import type { RequestHandler } from './wire.ts'

const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} }

/** The SDK's own chain: environment, shared files, SSO, process, container, instance. A profile beats the environment. */
export async function credentialsOf(profile: string | null, region: string): Promise<Credentials> {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
  return fromNodeProviderChain({
    ...(profile === null ? {} : { profile }),
    clientConfig: { region },
    logger: SILENT,
  })
}

export interface RoleRequest {
  arn: string
  externalId: string | null
  sessionName: string
  /** Whose credentials may assume it. */
  master: Credentials
  /** Of the STS to ask: tokens of the global endpoint are refused in opt-in Regions. */
  region: string
  requestHandler: RequestHandler
}

/**
 * A role's credentials, got when they are first needed and again before they run out.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export async function assumedRole(request: RoleRequest): Promise<Credentials> {
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers')
  const { arn, externalId, sessionName, master, region, requestHandler } = request
  const provider: AwsCredentialIdentityProvider = fromTemporaryCredentials({
    masterCredentials: master,
    params: {
      RoleArn: arn,
      RoleSessionName: sessionName,
      ...(externalId === null ? {} : { ExternalId: externalId }),
    },
    clientConfig: { region, requestHandler, maxAttempts: 1, logger: SILENT },
    logger: SILENT,
  })
  return memoizeIdentityProvider(provider, isRunningOut, doesIdentityRequireRefresh) ?? provider
}

/** Every client renews what runs out sooner than this; without one memory for all of them each would have a session. */
const isRunningOut = createIsIdentityExpiredFunction(5 * MINUTE)
