import type { Env } from '../../lib/process/env.ts'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { isUtf16 } from '../../lib/files/decode-text.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { readErrorText } from '../../lib/files/file-errors.ts'
import { IniMistake, parseIni, type Section } from './ini.ts'
import { shellWords } from './section-name.ts'

interface SharedFile {
  /** As people know it: what the variable says, or `~/.aws/config`. */
  name: string
  /** Null: it is there and cannot be read, for the reason given. */
  unreadable: string | null
}

/** One profile: what the credentials file says of it, else what the config file says. */
export interface Profile {
  name: string
  inConfig: Section
  inCredentials: Section
}

/** The two files that the AWS CLI and the SDKs share. */
export interface SharedFiles {
  config: SharedFile
  credentials: SharedFile
  profiles: ReadonlyMap<string, Profile>
  ssoSessions: ReadonlyMap<string, Section>
  services: ReadonlyMap<string, Section>
}

/**
 * Reads both files, without a cache. A missing file counts as empty; a file that cannot be parsed is wrong usage.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
 */
export async function readSharedFiles(env: Env): Promise<SharedFiles> {
  const config = await read(env['AWS_CONFIG_FILE'] || '~/.aws/config', env)
  const credentials = await read(env['AWS_SHARED_CREDENTIALS_FILE'] || '~/.aws/credentials', env)
  const inConfig = named(config.sections, 'profile')
  const byDefault = config.sections.get('default')
  // Of [default] and [profile default] the one further down counts, as in the AWS CLI.
  if (byDefault !== undefined && !isBehind(config.sections, 'default')) inConfig.set('default', byDefault)
  const names = new Set([...inConfig.keys(), ...credentials.sections.keys()])
  const profiles = new Map<string, Profile>()
  for (const name of names) {
    profiles.set(name, {
      name,
      inConfig: inConfig.get(name) ?? {},
      inCredentials: credentials.sections.get(name) ?? {},
    })
  }
  return {
    config: config.file,
    credentials: credentials.file,
    profiles,
    ssoSessions: named(config.sections, 'sso-session'),
    services: named(config.sections, 'services'),
  }
}

interface ReadFile {
  file: SharedFile
  sections: ReadonlyMap<string, Section>
}

async function read(name: string, env: Env): Promise<ReadFile> {
  let bytes: Buffer
  try {
    bytes = await readFile(pathOf(name, env))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const unreadable = code === 'ENOENT' || code === 'ENOTDIR' ? null : readErrorText(error as Error)
    return { file: { name, unreadable }, sections: new Map() }
  }
  // PowerShell 5 writes UTF-16 with `>`. The AWS CLI cannot read it either, so reading it here would help one tool only.
  if (isUtf16(bytes))
    throw new AuditError('usage', `Cannot read ${name}: the file is encoded as UTF-16. Save it as UTF-8.`)
  try {
    return { file: { name, unreadable: null }, sections: parseIni(bytes.toString('utf8')) }
  } catch (error) {
    if (!(error instanceof IniMistake)) throw error
    throw new AuditError('usage', `Cannot read ${name}, line ${error.line}: ${error.message}.`, {
      hint: 'Fix the file, then check it with aws configure list.',
    })
  }
}

/** `~`, `~/x` and `$HOME/x`, which no shell has expanded when the variable was set elsewhere. */
function pathOf(name: string, env: Env): string {
  const expanded = name.replace(
    /\$(?:(\w+)|\{(\w+)\})/g,
    (whole, bare?: string, braced?: string) => env[bare ?? braced ?? ''] ?? whole,
  )
  return /^~(?=$|[/\\])/.test(expanded) ? join(homeOf(env), expanded.slice(1)) : expanded
}

const homeOf = (env: Env): string => env['HOME'] || env['USERPROFILE'] || homedir()

/** `[profile x]`, `[sso-session x]`: the sections of one kind, by name. The last one of a name counts. */
function named(sections: ReadonlyMap<string, Section>, kind: string): Map<string, Section> {
  const found = new Map<string, Section>()
  for (const [header, section] of sections) {
    const words = shellWords(header)
    const [first, name] = words ?? []
    if (words?.length === 2 && first === kind && name !== undefined) found.set(name, section)
  }
  return found
}

/** Whether `[profile default]` comes after `[default]`. */
function isBehind(sections: ReadonlyMap<string, Section>, name: string): boolean {
  const headers = [...sections.keys()]
  const asProfile = headers.findLastIndex(header => shellWords(header)?.join(' ') === `profile ${name}`)
  return asProfile > headers.indexOf(name)
}

/** One setting of a profile. */
export function settingOf({ inConfig, inCredentials }: Profile, name: string): string | undefined {
  const value = inCredentials[name] ?? inConfig[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The file in which a profile has a setting. */
export const fileOf = (files: SharedFiles, { inCredentials }: Profile, name: string): string =>
  (name in inCredentials ? files.credentials : files.config).name
