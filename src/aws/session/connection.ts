import { AuditError } from '../../lib/exit.ts'
import { quoted } from '../../lib/suggest.ts'
import type { ChosenProfile } from './chosen-profile.ts'
import { ownEndpoint } from './endpoint-url.ts'
import type { Env, SharedFiles } from './shared-files.ts'
import { fileOf, settingOf } from './shared-files.ts'

/** How the calls of one session travel: what the environment says, else its own profile; never another profile. */
export interface Connection {
  /** Null: neither the environment nor the profile names one. */
  region: string | null
  useFips: boolean
  useDualstack: boolean
  /** STS by its global endpoint, in the Regions that had no other at first. */
  globalSts: boolean
  /** Path of a file with the certificates to trust. Null: those of the system. */
  caBundle: string | null
  /** The URL that stands in for a service's own endpoint. Null: its own. */
  endpointOf(serviceId: string): string | null
}

/** Of a simulated AWS: nothing of the machine's configuration reaches it. */
export const PLAIN_CONNECTION: Connection = {
  region: null,
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
    region: regionOf(files, env, chosen),
    useFips: isTrue('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    useDualstack: isTrue('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
    globalSts: sts?.toLowerCase() === 'legacy',
    caBundle: value('AWS_CA_BUNDLE', 'ca_bundle'),
    endpointOf: isTrue('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'ignore_configured_endpoint_urls')
      ? () => null
      : serviceId => ownEndpoint(files, env, profile, serviceId),
  }
  requireUsable(connection)
  return connection
}

/** What the SDK would only notice at the first call, as a mistake of ours. */
function requireUsable({ useFips, useDualstack, endpointOf }: Connection): void {
  const custom = SERVICES.map(endpointOf).find(url => url !== null)
  if (custom === undefined || (!useFips && !useDualstack)) return
  const kind = useFips ? 'FIPS' : 'dual-stack'
  throw new AuditError('usage', `A ${kind} endpoint and the endpoint ${quoted(custom ?? '')} cannot both be used.`, {
    hint: `Unset ${useFips ? 'AWS_USE_FIPS_ENDPOINT' : 'AWS_USE_DUALSTACK_ENDPOINT'} or the endpoint_url, in the environment or the profile.`,
  })
}

/** Ids of the services that are asked, as the AWS CLI writes them in variables and files. */
const SERVICES = ['KMS', 'STS', 'CloudTrail', 'CloudWatch', 'Account', 'EC2', 'Organizations', 'SecurityHub']

function regionOf(files: SharedFiles, env: Env, { profile }: ChosenProfile): string | null {
  const variable = ['AWS_REGION', 'AWS_DEFAULT_REGION'].find(name => (env[name] ?? '') !== '')
  if (variable !== undefined) return env[variable] ?? null
  const region = profile === null ? undefined : settingOf(profile, 'region')
  if (profile === null || region === undefined) return null
  if (CAN_BE_REGION.test(region)) return region
  const where = `profile ${quoted(profile.name)} in ${fileOf(files, profile, 'region')}`
  const plain = /[a-z]+(?:-[a-z]+)+-\d/.exec(region)?.[0]
  const hint =
    plain === undefined
      ? 'Regions are named like eu-west-1.'
      : `Write it as region = ${plain}, without quotes or comments.`
  throw new AuditError('usage', `Region ${quoted(region)} of ${where} is not the name of a Region.`, { hint })
}

const CAN_BE_REGION = /^(?!\d+$)(?!-)[a-zA-Z0-9-]{1,63}(?<!-)$/
