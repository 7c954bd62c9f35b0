import { parseDocument } from 'yaml'
import { AuditError } from '../lib/process/exit.ts'
import { alternatives, closest, didYouMean, quoted } from '../lib/text/suggest.ts'

/** By account (an id, or `*`), in the order of the file. */
export type Mutelist = readonly { account: string; mutes: readonly Mute[] }[]

export interface Mute {
  check(id: string): boolean
  regions: readonly RegExp[]
  resources: readonly RegExp[]
  /** All must fit; empty: any. */
  tags: readonly RegExp[]
  exceptions: Exceptions | null
  reason: string
  /** The last day on which it mutes, `2027-01-31`; null: for ever. */
  expires: string | null
}

/** A list that is empty excludes nothing. */
export interface Exceptions {
  accounts: readonly RegExp[]
  regions: readonly RegExp[]
  resources: readonly RegExp[]
  tags: readonly RegExp[]
}

/**
 * Reads a mutelist in Prowler's shape. A mistake is wrong usage, and the error names the file and the field: a typo must
 * not mute a finding, or fail to mute it, without notice.
 */
export function readMutelist(text: string, checks: readonly string[], file: string): Mutelist {
  try {
    return parsed(text, checks)
  } catch (error) {
    if (!(error instanceof Mistake)) throw error
    const { message, hint, cause } = error
    throw new AuditError('usage', `${file}: ${message}`, { ...(hint === undefined ? {} : { hint }), cause })
  }
}

function parsed(text: string, checks: readonly string[]): Mutelist {
  // Without types: an account id is no number, a date no Date, and NO no false.
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: true })
  const [error] = document.errors
  if (error !== undefined) throw wrong('', `is not valid YAML: ${error.message.split('\n')[0]?.replace(/:$/, '')}`)
  const root = fieldsOf(toPlain(document), '', ['Mutelist'])
  const { Accounts } = fieldsOf(root['Mutelist'], 'Mutelist', ['Accounts'])
  return Object.entries(mapOf(Accounts, 'Accounts')).map(([account, value]) => {
    if (account !== '*' && !/^\d{12}$/.test(account)) {
      throw wrong(`Accounts.${account}`, 'is neither an account id of twelve digits nor *')
    }
    const { Checks } = fieldsOf(value, `Accounts.${account}`, ['Checks'])
    const at = `Accounts.${account}.Checks`
    const mutes = Object.entries(mapOf(Checks, at)).map(([pattern, one]) =>
      toMute(one, `${at}.${pattern}`, toMatcher(pattern, at, checks)),
    )
    return { account, mutes }
  })
}

function toPlain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS()
  } catch (error) {
    throw wrong('', `cannot be read: ${error instanceof Error ? error.message : 'its aliases refer to themselves'}`)
  }
}

const FIELDS = ['Regions', 'Resources', 'Tags', 'Exceptions', 'Description', 'Reason', 'Expires']

function toMute(value: unknown, at: string, check: Mute['check']): Mute {
  const fields = fieldsOf(value, at, FIELDS)
  const required = (name: 'Regions' | 'Resources'): RegExp[] => {
    const patterns = patternsOf(fields[name], `${at}.${name}`)
    if (patterns.length === 0) throw wrong(at, `has no ${name}`, `"*" means all.`)
    return patterns
  }
  return {
    check,
    regions: required('Regions'),
    resources: required('Resources'),
    tags: patternsOf(fields['Tags'], `${at}.Tags`),
    exceptions: isBlank(fields['Exceptions']) ? null : toExceptions(fields['Exceptions'], `${at}.Exceptions`),
    reason: reasonOf(fields['Reason'], fields['Description'], at),
    expires: isBlank(fields['Expires']) ? null : dayOf(fields['Expires'], `${at}.Expires`),
  }
}

function toExceptions(value: unknown, at: string): Exceptions | null {
  const fields = fieldsOf(value, at, ['Accounts', 'Regions', 'Resources', 'Tags'])
  if (Object.values(fields).every(isBlank)) return null
  const list = (name: string): RegExp[] => patternsOf(fields[name], `${at}.${name}`)
  return { accounts: list('Accounts'), regions: list('Regions'), resources: list('Resources'), tags: list('Tags') }
}

function reasonOf(reason: unknown, description: unknown, at: string): string {
  const text = isBlank(reason) ? description : reason
  if (isBlank(text) || typeof text !== 'string') {
    throw wrong(at, 'has no reason', 'Add a Reason (or Description) that says why the finding is accepted.')
  }
  return text.trim()
}

function dayOf(value: unknown, at: string): string {
  const day = typeof value === 'string' ? value.trim() : ''
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : NaN
  // 31 February is no day, though some engines take it for one in March.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(day)) return day
  throw wrong(at, `is not a valid date: ${quoted(String(value))}`, 'Use the form 2027-01-31.')
}

/** A check's id, or a glob that fits some: one that fits none is a typo, or meant for another tool. */
function toMatcher(pattern: string, at: string, checks: readonly string[]): Mute['check'] {
  const glob = new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`)
  if (pattern !== '*' && !checks.some(id => glob.test(id))) {
    throw wrong(at, `has an unknown check ${quoted(pattern)}`, didYouMean(closest(pattern, checks)).hint ?? KNOWN)
  }
  return id => glob.test(id)
}

const KNOWN = 'Run kms-audit checks to list them.'

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

/** Prowler's: a regular expression to be found anywhere in the text, `*` at its start standing for `.*`. */
function patternsOf(value: unknown, at: string): RegExp[] {
  if (isBlank(value)) return []
  if (!Array.isArray(value)) throw wrong(at, 'is not a list')
  return value.map((item: unknown) => {
    if (typeof item !== 'string' || isBlank(item)) throw wrong(at, 'has an item that is not a string')
    try {
      return new RegExp(item.startsWith('*') ? `.${item}` : item)
    } catch (error) {
      throw wrong(at, `has an invalid regular expression: ${quoted(item)}`, undefined, error)
    }
  })
}

function fieldsOf(value: unknown, at: string, known: readonly string[]): Readonly<Record<string, unknown>> {
  const map = mapOf(value, at)
  const stray = Object.keys(map).find(name => !known.includes(name))
  if (stray === undefined) return map
  const hint = didYouMean(closest(stray, known)).hint ?? `Use ${alternatives(known)}.`
  throw wrong(at, `has an unknown field ${quoted(stray)}`, hint)
}

function mapOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrong(at, isBlank(value) ? 'is empty' : 'is not a mapping')
  }
  return value as Record<string, unknown>
}

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

class Mistake extends Error {
  readonly hint: string | undefined

  constructor(message: string, hint: string | undefined, cause: unknown) {
    super(message, { cause })
    this.hint = hint
  }
}

const wrong = (at: string, what: string, hint?: string, cause?: unknown): Mistake =>
  new Mistake(`${at === '' ? 'the mutelist' : quotedPath(at)} ${what}.`, hint, cause)

const quotedPath = (at: string): string => at.replace(/\p{C}/gu, '\u{fffd}').slice(0, 120)
