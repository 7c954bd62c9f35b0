import type { AccountClient } from '@aws-sdk/client-account'
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import type { EC2Client } from '@aws-sdk/client-ec2'
import type { KMSClient } from '@aws-sdk/client-kms'
import type { OrganizationsClient } from '@aws-sdk/client-organizations'
import type { STSClient } from '@aws-sdk/client-sts'
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types'
import type { RequestHandler } from './wire.ts'

export type Credentials = AwsCredentialIdentity | AwsCredentialIdentityProvider

/** The clients of one account in one Region. Each is loaded when it is first asked for: some take a second to load. */
export interface Clients {
  kms(): Promise<KMSClient>
  cloudtrail(): Promise<CloudTrailClient>
  cloudwatch(): Promise<CloudWatchClient>
  sts(): Promise<STSClient>
  account(): Promise<AccountClient>
  ec2(): Promise<EC2Client>
  organizations(): Promise<OrganizationsClient>
}

export function clientsFor(region: string, credentials: Credentials, requestHandler: RequestHandler): Clients {
  const config = {
    region,
    credentials,
    requestHandler,
    // Our own limiter and retries decide (aws/caller.ts); two layers of them would multiply.
    maxAttempts: 1,
    retryMode: 'standard',
    customUserAgent: 'kms-audit',
    logger: SILENT,
  }
  return {
    kms: once(async () => new (await import('@aws-sdk/client-kms')).KMSClient(config)),
    cloudtrail: once(async () => new (await import('@aws-sdk/client-cloudtrail')).CloudTrailClient(config)),
    cloudwatch: once(async () => new (await import('@aws-sdk/client-cloudwatch')).CloudWatchClient(config)),
    sts: once(async () => new (await import('@aws-sdk/client-sts')).STSClient(config)),
    account: once(async () => new (await import('@aws-sdk/client-account')).AccountClient(config)),
    ec2: once(async () => new (await import('@aws-sdk/client-ec2')).EC2Client(config)),
    organizations: once(async () => new (await import('@aws-sdk/client-organizations')).OrganizationsClient(config)),
  }
}

/** The SDK's own warnings would mix with ours on stderr. */
const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} }

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
