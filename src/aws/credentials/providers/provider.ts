import { createIsIdentityExpiredFunction, doesIdentityRequireRefresh, memoizeIdentityProvider } from '@smithy/core'
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types'
import { MINUTE } from '../../../model/time.ts'
import { classifyError } from '../../answers/call-error.ts'
import { CredentialsError } from '../credentials-error.ts'
import { containerKeys, instanceKeys } from './machine-provider.ts'
import type { CredentialSource, RoleSource } from '../credential-source.ts'
import { processKeys } from './process-provider.ts'
import type { ProviderContext } from './provider-context.ts'
import { roleProvider } from './role-provider.ts'
import { sendable } from '../sendable-keys.ts'
import { loginKeys, ssoKeys } from './sso-provider.ts'
import { webIdentityKeys } from './web-identity-provider.ts'

/**
 * Returns the provider of a credential source. It gets credentials when they are first needed and again before they run
 * out, and rejects with a `CredentialsError`.
 */
export function providerOf(source: CredentialSource, context: ProviderContext): AwsCredentialIdentityProvider {
  if (source.kind !== 'role') return renewed(async () => sendable(await keysOf(source, context), source))
  const known = context.roles.get(source.profile)
  if (known !== undefined) return known
  const assume = roleProvider(source, providerOf(source.source, context), context)
  const provider = renewed(assume)
  context.roles.set(source.profile, provider)
  return provider
}

function keysOf(
  source: Exclude<CredentialSource, RoleSource>,
  context: ProviderContext,
): Promise<AwsCredentialIdentity> {
  switch (source.kind) {
    case 'keys':
      return Promise.resolve(source.keys)
    case 'web-identity':
      return webIdentityKeys(source, context)
    case 'sso':
      return ssoKeys(source, context)
    case 'login':
      return loginKeys(source, context)
    case 'process':
      return processKeys(source, context)
    case 'container':
      return containerKeys(context)
    case 'instance':
      return instanceKeys(source)
  }
}

/** One memory for all clients: without it each of them would have a session of its own. */
export function renewed(provider: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider {
  let isFirst = true
  const again: AwsCredentialIdentityProvider = async properties => {
    try {
      const keys = await provider(properties)
      isFirst = false
      return keys
    } catch (error) {
      throw isFirst ? error : causeToRetry(error)
    }
  }
  return memoizeIdentityProvider(again, isRunningOut, doesIdentityRequireRefresh) ?? again
}

/** A broken connection while credentials are renewed must not end the account: the call that waits is tried again. */
function causeToRetry(error: unknown): unknown {
  if (!(error instanceof CredentialsError)) return error
  const { kind } = classifyError(error.cause)
  return kind === 'transient' || kind === 'throttled' ? error.cause : error
}

/** Every client renews what runs out sooner than this. */
const isRunningOut = createIsIdentityExpiredFunction(5 * MINUTE)
