import type { CredentialSource } from './credential-source.ts'
import type { Env } from '../../lib/process/env.ts'

/** Whether the process runs in a container that has a role. */
export const hasContainer = (env: Env): boolean =>
  Boolean(env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] || env['AWS_CONTAINER_CREDENTIALS_FULL_URI'])

/** Whether the metadata service of the instance must not be asked. */
export const isInstanceDisabled = (env: Env): boolean => env['AWS_EC2_METADATA_DISABLED']?.toLowerCase() === 'true'

/** The role of the container, else that of the instance. */
export function machineSource(env: Env): CredentialSource {
  if (hasContainer(env)) return { kind: 'container', profile: null }
  return { kind: 'instance', profile: null, disabled: isInstanceDisabled(env) }
}
