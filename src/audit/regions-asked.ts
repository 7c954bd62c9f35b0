import { regionOfProfile } from '../aws/profiles.ts'
import { AuditError } from '../lib/exit.ts'
import type { Door } from './door.ts'
import type { Ports } from './ports.ts'

/** What was asked for, else what the environment and the profile say, as the AWS CLI reads them. */
export async function patternsFor(
  { options, filter, ports }: Door,
  profile: string | null,
): Promise<readonly string[]> {
  if (options.regions !== null) return [...new Set([...options.regions, ...filter.regions])]
  if (filter.onlyArns) return filter.regions
  const ambient = await ambientRegion(ports, profile)
  if (ambient !== undefined) return [...new Set([ambient, ...filter.regions])]
  throw new AuditError('usage', 'No Region given.', {
    hint: 'Use -r us-east-1, or -r all for every enabled Region, or set AWS_REGION.',
  })
}

export async function ambientRegion({ env, wire }: Ports, profile: string | null): Promise<string | undefined> {
  const set = env['AWS_REGION'] || env['AWS_DEFAULT_REGION']
  if (set !== undefined && set !== '') return set
  if (wire?.credentials !== undefined) return undefined
  return regionOfProfile(profile ?? (env['AWS_PROFILE'] || 'default'))
}
