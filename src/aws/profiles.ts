import { loadSharedConfigFiles, parseKnownFiles } from '@smithy/core/config'
import { AuditError } from '../lib/exit.ts'

/** Fails as wrong usage when a named profile does not exist, and says which do. */
export async function requireProfile(name: string): Promise<void> {
  const profiles = await parseKnownFiles({})
  if (profiles[name] !== undefined) return
  const others = Object.keys(profiles)
  const hint =
    others.length > 0 ? `Profiles here: ${others.join(', ')}.` : 'There are no profiles here; aws configure makes one.'
  throw new AuditError('usage', `Unknown profile '${name}'.`, { hint })
}

/** The `region` of a profile in the shared config files, if it has one. */
export async function regionOfProfile(name: string): Promise<string | undefined> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles()
  return configFile[name]?.['region'] ?? credentialsFile[name]?.['region']
}
