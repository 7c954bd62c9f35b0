import { ACCOUNT_ID } from '../model/account-id.ts'
import { AuditError } from '../lib/process/exit.ts'
import { closestWord, didYouMean } from '../lib/text/suggest.ts'
import type { Exceptions, Mute, Mutelist } from './mutelist.ts'
import { quoted } from '../lib/text/quoted.ts'
import { isBlank, Mistake, mistake, parseYaml, readFields, readMapping } from '../lib/text/yaml-fields.ts'

/**
 * Reads a mutelist in Prowler's format.
 * @param checks ids that entries may name
 * @param file names the mutelist in errors
 * @throws AuditError (wrong usage) with the file and the field: a typo must not mute a finding, or fail to, without
 * notice
 */
export function readMutelist(text: string, checks: readonly string[], file: string): Mutelist {
  try {
    return parseMutelist(text, checks)
  } catch (error) {
    if (!(error instanceof Mistake)) throw error
    const { hint, cause } = error
    throw new AuditError('usage', `${file}: ${error.about('the mutelist')}`, {
      ...(hint === undefined ? {} : { hint }),
      cause,
    })
  }
}

function parseMutelist(text: string, checks: readonly string[]): Mutelist {
  const root = readFields(parseYaml(text), '', ['Mutelist'])
  const { Accounts } = readFields(root['Mutelist'], 'Mutelist', ['Accounts'])
  return Object.entries(readMapping(Accounts, 'Accounts')).map(([account, value]) => {
    if (account !== '*' && !ACCOUNT_ID.test(account))
      throw mistake(`Accounts.${account}`, 'is neither an account id of twelve digits nor *')
    const { Checks } = readFields(value, `Accounts.${account}`, ['Checks'])
    const at = `Accounts.${account}.Checks`
    const mutes = Object.entries(readMapping(Checks, at)).map(([pattern, one]) =>
      readMute(one, `${at}.${pattern}`, checkMatcher(pattern, at, checks)),
    )
    return { account, mutes }
  })
}

const FIELDS = ['Regions', 'Resources', 'Tags', 'Exceptions', 'Description', 'Reason', 'Expires']

function readMute(value: unknown, at: string, check: Mute['check']): Mute {
  const fields = readFields(value, at, FIELDS)
  const required = (name: 'Regions' | 'Resources'): RegExp[] => {
    const patterns = readPatterns(fields[name], `${at}.${name}`)
    if (patterns.length === 0) throw mistake(at, `has no ${name}`, `"*" means all.`)
    return patterns
  }
  return {
    check,
    regions: required('Regions'),
    resources: required('Resources'),
    tags: readPatterns(fields['Tags'], `${at}.Tags`),
    exceptions: isBlank(fields['Exceptions']) ? null : readExceptions(fields['Exceptions'], `${at}.Exceptions`),
    reason: readReason(fields['Reason'], fields['Description'], at),
    expires: isBlank(fields['Expires']) ? null : readDay(fields['Expires'], `${at}.Expires`),
  }
}

function readExceptions(value: unknown, at: string): Exceptions | null {
  const fields = readFields(value, at, ['Accounts', 'Regions', 'Resources', 'Tags'])
  if (Object.values(fields).every(isBlank)) return null
  const list = (name: string): RegExp[] => readPatterns(fields[name], `${at}.${name}`)
  return { accounts: list('Accounts'), regions: list('Regions'), resources: list('Resources'), tags: list('Tags') }
}

function readReason(reason: unknown, description: unknown, at: string): string {
  const text = isBlank(reason) ? description : reason
  if (isBlank(text) || typeof text !== 'string') {
    throw mistake(at, 'has no reason', 'Add a Reason (or Description) that says why the finding is accepted.')
  }
  return text.trim()
}

function readDay(value: unknown, at: string): string {
  const day = typeof value === 'string' ? value.trim() : ''
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : NaN
  // Some engines read 31 February as a day in March.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(day)) return day
  throw mistake(at, `is not a valid date: ${quoted(String(value))}`, 'Use the form 2027-01-31.')
}

/**
 * Reads the id of a check, or a glob that matches some ids. One that matches none is a typo or meant for another tool.
 */
function checkMatcher(pattern: string, at: string, checks: readonly string[]): Mute['check'] {
  const glob = new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`)
  if (pattern !== '*' && !checks.some(id => glob.test(id))) {
    throw mistake(at, `has an unknown check ${quoted(pattern)}`, didYouMean(closestWord(pattern, checks)).hint ?? KNOWN)
  }
  return id => glob.test(id)
}

const KNOWN = 'Run kms-audit checks to list them.'

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

/** Reads patterns as Prowler does: regular expressions that match anywhere in the text; `*` at the start means `.*`. */
function readPatterns(value: unknown, at: string): RegExp[] {
  if (isBlank(value)) return []
  if (!Array.isArray(value)) throw mistake(at, 'is not a list')
  return value.map((item: unknown) => {
    if (typeof item !== 'string' || isBlank(item)) throw mistake(at, 'has an item that is not a string')
    try {
      return new RegExp(item.startsWith('*') ? `.${item}` : item)
    } catch (error) {
      throw mistake(at, `has an invalid regular expression: ${quoted(item)}`, undefined, error)
    }
  })
}
