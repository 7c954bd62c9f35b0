import type { AwsCredentialIdentityProvider } from '@smithy/types'
import { AuditError } from '../../lib/process/exit.ts'
import { quoted } from '../../lib/text/quoted.ts'
import { NO_CREDENTIALS } from './providers/machine-provider.ts'
import { chooseCredentialSource } from './choose-credential-source.ts'
import { chooseProfile, type ChosenProfile } from './chosen-profile.ts'
import type { Connection } from './connection.ts'
import { connectionOf } from './connection.ts'
import { CredentialsError } from './credentials-error.ts'
import type { CredentialSource } from './credential-source.ts'
import { providerOf } from './providers/provider.ts'
import type { ProviderContext } from './providers/provider-context.ts'
import { readSharedFiles, type SharedFiles } from './shared-files.ts'
import { type Env } from '../../lib/process/env.ts'

/** What a profile or the environment says about a session. No call has been made yet. */
export interface SessionSettings {
  connection: Connection
  source: CredentialSource
  /** ` for profile 'x', which has none in FILE or FILE`, and which of them cannot be read; empty without either. */
  forProfile: string
}

/**
 * Reads the settings of one session from the environment and the shared files, as the AWS CLI would. What is wrong in
 * them is wrong usage: an `AuditError` that names profile, file and mistake.
 */
export async function readSession(env: Env, profile: string | null): Promise<SessionSettings> {
  const files = await readSharedFiles(env)
  const chosen = chooseProfile(files, env, profile)
  return {
    connection: connectionOf(files, env, chosen),
    source: chooseCredentialSource(files, env, chosen),
    forProfile: `${placesOf(files, chosen)}${unreadableOf(files)}`,
  }
}

function placesOf({ credentials, config }: SharedFiles, { profile }: ChosenProfile): string {
  if (profile === null || profile.name === 'default') return ''
  return ` for profile ${quoted(profile.name)}, which has none in ${credentials.name} or ${config.name}`
}

const unreadableOf = ({ credentials, config }: SharedFiles): string =>
  [credentials, config]
    .map(({ name, unreadable }) => (unreadable === null ? '' : `; ${name} cannot be read: ${unreadable}`))
    .join('')

/** Fails as wrong usage when a profile of the command line does not exist, and says which do. */
export async function requireProfiles(env: Env, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  const files = await readSharedFiles(env)
  for (const name of names) chooseProfile(files, env, name)
}

/** Gets the credentials once, so that an error shows before any call is made with them. */
export async function getCredentials(
  { source, forProfile }: SessionSettings,
  context: ProviderContext,
): Promise<AwsCredentialIdentityProvider> {
  const provider = providerOf(source, context)
  try {
    await unlessStopped(provider(), context.signal)
    return provider
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error
    const hint = error.hint === undefined ? {} : { hint: error.hint }
    const message = error.message.replace(NO_CREDENTIALS, found => `${found}${forProfile}`)
    throw new AuditError('failed', `${message}.`, { ...hint, cause: error })
  }
}

/** Rejects when the signal comes: Ctrl-C must not wait for a program, a server or a code that comes late. */
function unlessStopped<T>(asked: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new CredentialsError('The run was interrupted before credentials were available'))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    asked.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
