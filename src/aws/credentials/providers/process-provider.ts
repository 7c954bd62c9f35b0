import type { AwsCredentialIdentity } from '@smithy/types'
import { exec, execFile } from 'node:child_process'
import { platform } from 'node:os'
import { promisify } from 'node:util'
import { isObject, tryParseJson } from '../../../lib/json.ts'
import { quoted } from '../../../lib/text/quoted.ts'
import { CredentialsError, errorText } from '../credentials-error.ts'
import type { CredentialSource } from '../credential-source.ts'
import type { ProviderContext } from './provider-context.ts'
import { shellWords } from '../section-name.ts'

type ProcessSource = Extract<CredentialSource, { kind: 'process' }>

/**
 * Runs the program of a profile, which prints credentials. Not the SDK's provider: its error shows the whole command,
 * secrets included, and not the reason alone.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sourcing-external.html
 */
export async function processKeys(
  { profile, file, command }: ProcessSource,
  { env, signal }: ProviderContext,
): Promise<AwsCredentialIdentity> {
  const words = shellWords(command)
  const program = quoted((words ?? command.trim().split(/\s+/))[0] ?? '')
  const whose = `credential_process ${program} of profile ${quoted(profile)} in ${file}`
  const fail = (what: string, cause?: unknown): never => {
    throw new CredentialsError(`The ${whose} ${what}`, `Run it by hand to see what is wrong.`, cause)
  }
  if (words === null) return fail('has an unclosed quotation mark')
  if ((words[0] ?? '') === '') return fail('names no program')
  let printed = ''
  try {
    const running = start(command, words, { env: { ...env }, signal, windowsHide: true })
    // A program that reads its input would wait forever.
    running.child.stdin?.end()
    printed = (await running).stdout
  } catch (error) {
    fail(failureOf(error), error)
  }
  return toKeys(printed, fail)
}

interface Settings {
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  windowsHide: boolean
}

/** Without a shell, as the AWS CLI: an `&` or a `$` in an argument is a character. Windows splits words by itself. */
function start(command: string, [program = '', ...args]: readonly string[], settings: Settings) {
  return platform() === 'win32' ? promisify(exec)(command, settings) : promisify(execFile)(program, args, settings)
}

/** What the program itself says on stderr, else how it ended. */
function failureOf(error: unknown): string {
  const { stderr = '', code, signal } = error as { stderr?: string; code?: number | string; signal?: string | null }
  if (code === 'ENOENT') return 'could not be started: the program does not exist'
  if (code === 'EACCES') return 'could not be started: the file is not executable'
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'printed more than 1 MB'
  const said = errorText(stderr)
  const stopped = typeof signal === 'string' ? `was stopped by ${signal}` : 'failed'
  const ended = typeof code === 'number' ? `exited with code ${code}` : stopped
  return said === '' ? ended : `${ended}: ${said}`
}

function toKeys(printed: string, fail: (what: string) => never): AwsCredentialIdentity {
  const found = tryParseJson(printed)
  // What it printed may be half of a secret: it is not shown.
  if (!isObject(found)) return fail('did not print a JSON object')
  const { Version, AccessKeyId, SecretAccessKey, SessionToken, Expiration } = found
  if (Version !== 1) return fail('printed JSON without "Version": 1')
  if (typeof AccessKeyId !== 'string' || typeof SecretAccessKey !== 'string') {
    return fail('printed JSON without AccessKeyId and SecretAccessKey')
  }
  const expiration = typeof Expiration === 'string' ? new Date(Expiration) : null
  if (expiration !== null && Number.isNaN(expiration.getTime())) return fail('printed an Expiration that is not a date')
  if (expiration !== null && expiration.getTime() < Date.now()) return fail('printed credentials that have expired')
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(typeof SessionToken === 'string' && SessionToken !== '' && { sessionToken: SessionToken }),
    ...(expiration !== null && { expiration }),
  }
}
