import type { Credentials } from './clients.ts'

/** The SDK's own chain: environment, shared files, SSO, process, container, instance. A profile beats the environment. */
export async function credentialsOf(profile: string | null, region: string): Promise<Credentials> {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
  return fromNodeProviderChain({
    ...(profile === null ? {} : { profile }),
    clientConfig: { region },
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  })
}
