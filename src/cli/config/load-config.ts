import { dirname, relative, resolve } from 'node:path'
import { readText } from '../../lib/files/read-text.ts'
import type { Env } from '../../lib/process/env.ts'
import { acceptedBy, type Command, type Commands } from '../command.ts'
import { configOptions } from '../groups/config.ts'
import { resolveSettings, type TypedOptions } from '../settings.ts'
import type { Config } from './config.ts'
import { findConfig } from './find-config.ts'

/** What decides which config file is read. */
export interface Circumstances {
  typed: TypedOptions
  env: Env
  /** The current directory. Null: it was deleted. */
  directory: string | null
}

/**
 * Reads the config file that the user named, or else the one that is found by searching. Null: there is none, or the
 * command takes none.
 *
 * @throws AuditError (wrong usage) with line and column of the first mistake
 */
export async function loadConfig(
  commands: Commands,
  command: Command,
  circumstances: Circumstances,
): Promise<Config | null> {
  if (acceptedBy(command)['config'] === undefined) return null
  const file = await configFile(circumstances, command.searchesNoConfig ?? false)
  if (file === null) return null
  const text = await readText(file.absolute, file.path)
  const { checkConfig } = await import('./check-config.ts')
  const others = Object.values(commands).filter(other => other !== command)
  const { path, isNamed } = file
  const read = { path, isNamed, text, directory: dirname(file.absolute) }
  return checkConfig(read, acceptedBy(command), others.map(acceptedBy))
}

interface FoundFile {
  path: string
  absolute: string
  isNamed: boolean
}

async function configFile({ typed, env, directory }: Circumstances, isOnlyNamed: boolean): Promise<FoundFile | null> {
  const { config, noConfig } = resolveSettings(configOptions, { typed, env, config: null }).settings
  if (config !== null) return { path: config, absolute: resolve(directory ?? '.', config), isNamed: true }
  if (noConfig || isOnlyNamed || isCi(env) || directory === null) return null
  const absolute = await findConfig(directory)
  return absolute === null ? null : { path: relative(directory, absolute), absolute, isNamed: false }
}

/** In CI, a pull request could bring a file that changes what the audit of the main branch checks. */
export const isCi = ({ CI: ci = '' }: Env): boolean => ci.trim() !== '' && ci.trim().toLowerCase() !== 'false'
