import { safeText } from '../../lib/text/safe-text.ts'

/** Credentials that could not be had: why, and what to do about it. Named as the SDK names its own of this kind. */
export class CredentialsError extends Error {
  override name = 'CredentialsProviderError'
  readonly hint: string | undefined

  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.hint = hint
  }
}

/** What an error says, made safe, on one line and without its full stop. */
export function errorText(error: unknown): string {
  if (isGivenUp(error)) return 'no response in time'
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) }
  const code = error instanceof Error && 'code' in error ? String(error.code) : name
  const said = message === '' || message === 'UnknownError' ? code : message
  return safeText(shortened(said.replaceAll(/\s+/g, ' ').trim())).replace(/\.$/, '')
}

/** A call that the run has given up. */
const isGivenUp = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'

/** The next step where no server has answered. */
export const UNANSWERED = 'Check your network connection, proxy settings and endpoint URL.'

/** Characters of a reason that are shown. */
const LONGEST = 400

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
