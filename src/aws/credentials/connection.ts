import { findCaBundle, type CaBundle } from '../../lib/network/ca-bundle.ts'
import { quoted } from '../../lib/text/quoted.ts'
import type { ChosenProfile } from './chosen-profile.ts'
import { ownEndpoint } from './endpoint-url.ts'
import { ambientRegion, type AmbientRegion } from './region.ts'
import type { Profile, SharedFiles } from './shared-files.ts'
import type { Env } from '../../lib/process/env.ts'
import { fileOf, settingOf } from './shared-files.ts'

/** How the calls of one session travel: what the environment says, else its own profile; never another profile. */
export interface Connection {
  /** What counts where no Region is named on the command line. */
  ambient: AmbientRegion
  useFips: boolean
  useDualstack: boolean
  /** STS by its global endpoint, in the Regions that had no other at first. */
  globalSts: boolean
  /** A file with the certificates to trust. Null: those of Node. */
  caBundle: CaBundle | null
  /** The URL to use instead of a service's own endpoint. Null: its own. */
  endpointOf(serviceId: string): string | null
}

/** Of a simulated AWS: nothing of the machine's configuration reaches it. */
export const PLAIN_CONNECTION: Connection = {
  ambient: { region: null, mistake: null },
  useFips: false,
  useDualstack: false,
  globalSts: false,
  caBundle: null,
  endpointOf: () => null,
}

/**
 * Reads the settings of a session. A Region or an endpoint that cannot be one is wrong usage, and says where it is from.
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 */
export function connectionOf(files: SharedFiles, env: Env, chosen: ChosenProfile): Connection {
  const { profile } = chosen
  const value = (variable: string, setting: string): string | null =>
    env[variable] || (profile === null ? null : (settingOf(profile, setting) ?? null))
  const isTrue = (variable: string, setting: string): boolean => value(variable, setting)?.toLowerCase() === 'true'
  const sts = value('AWS_STS_REGIONAL_ENDPOINTS', 'sts_regional_endpoints')
  const connection: Connection = {
    ambient: ambientRegion(env, files, profile),
    useFips: isTrue('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    useDualstack: isTrue('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
    globalSts: sts?.toLowerCase() === 'legacy',
    caBundle: findCaBundle(env, bundleOf(files, profile)),
    endpointOf: isTrue('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'ignore_configured_endpoint_urls')
      ? () => null
      : serviceId => ownEndpoint(files, env, profile, serviceId),
  }
  // What is wrong with an endpoint shows now, not at the first call of its service.
  for (const serviceId of SERVICES) connection.endpointOf(serviceId)
  return connection
}

function bundleOf(files: SharedFiles, profile: Profile | null): CaBundle | null {
  const path = profile === null ? undefined : settingOf(profile, 'ca_bundle')
  if (profile === null || path === undefined || path === '') return null
  return { path, from: `ca_bundle of profile ${quoted(profile.name)} in ${fileOf(files, profile, 'ca_bundle')}` }
}

/** Settings of a client of the SDK. An endpoint that was named counts as it is: FIPS and dual-stack choose among AWS's. */
export function endpointSettings({ useFips, useDualstack, globalSts, endpointOf }: Connection, serviceId: string) {
  const endpoint = endpointOf(serviceId)
  return {
    // What the environment and the profile say is in the connection; the SDK would read another profile's endpoint.
    ignoreConfiguredEndpointUrls: true,
    ...(endpoint === null
      ? { useFipsEndpoint: useFips, useDualstackEndpoint: useDualstack }
      : { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
    ...(serviceId === 'STS' && { useGlobalEndpoint: globalSts }),
  }
}

/** Ids of the services that are asked, as the AWS CLI writes them in variables and files. */
const SERVICES = ['KMS', 'STS', 'CloudTrail', 'CloudWatch', 'Account', 'EC2', 'Organizations', 'SecurityHub']
