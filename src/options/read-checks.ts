import { checks } from '../checks/index.ts'
import { OPA_CHECK, SEVERITIES } from '../model/finding.ts'
import type { OpaServer } from '../model/opa-server.ts'
import { flagOf } from './entry.ts'
import type { CheckOptions } from './options.ts'
import { usageError, type Env, type Given, type Settings } from './settings.ts'
import { table } from './table.ts'

/** What may be wrong with a key, and who is asked. Typed options that would do nothing are wrong usage. */
export function checkOptionsOf(settings: Settings, given: Given, env: Env, isPublished: boolean): CheckOptions {
  const { checks: all, check, excludeCheck, trustedAccount: trustedAccounts, requireTag, mutelist, baseline } = settings
  const isSaved = settings.from !== null
  // What is published are findings: without a word about checks, of all of them, or those that a saved report has.
  const isWhole = all || excludeCheck.length > 0 || (isPublished && check.length === 0 && !isSaved)
  const named = isWhole ? Object.keys(checks).filter(id => !(excludeCheck as readonly string[]).includes(id)) : check
  const opa = opaServer(settings, given, env)
  // A saved report may have findings of its own.
  const gate = isSaved ? undefined : (settings.failOn as readonly string[]).find(word => isAboutFindings(word))
  if (opa === null && gate === OPA_CHECK)
    throw usageError(`--fail-on ${gate} is about an OPA server.`, 'Add --opa-url.')
  if (named.length === 0 && opa === null && gate !== undefined)
    throw usageError(`--fail-on ${gate} is about findings.`, 'Add --checks, or --check with the ones you mean.')
  // Typed ones only: whoever has a mutelist in the environment may also run an audit without checks.
  const idle = [...ABOUT_CHECKS, ...(opa === null && !isSaved ? [...ABOUT_FINDINGS, 'severity' as const] : [])].find(
    name => given.has(name),
  )
  if (named.length === 0 && idle !== undefined)
    throw usageError(`${flagOf(table[idle])} is about findings.`, 'Add --checks, or --check with the ones you mean.')
  const aboutFindings = ABOUT_FINDINGS.find(name => given.has(name))
  return {
    ids: named,
    trustedAccounts,
    requiredTags: requireTag,
    mutelist,
    baseline,
    aboutFindings: aboutFindings === undefined ? null : flagOf(table[aboutFindings]),
    opa,
  }
}

const ABOUT_CHECKS = ['trustedAccount', 'trustOrg', 'requireTag'] as const
const ABOUT_FINDINGS = ['mutelist', 'baseline'] as const

function opaServer({ opaUrl, opaPath }: Settings, given: Given, env: Env): OpaServer | null {
  if (opaUrl === null) {
    if (given.has('opaPath')) throw usageError('--opa-path is about an OPA server.', 'Add --opa-url.')
    return null
  }
  const url = opaPath.below === '' ? opaUrl : `${opaUrl}/${opaPath.below}`
  const token = env['KMS_AUDIT_OPA_TOKEN']?.trim() || null
  // Not what it is: it is a secret.
  if (token !== null && /[^!-~]/.test(token))
    throw usageError(
      'KMS_AUDIT_OPA_TOKEN holds a character that no token has.',
      'Look for spaces and line breaks in it.',
    )
  return { url, rule: opaPath.rule, token }
}

/** A word of `--fail-on`: the others are about keys. */
export const isAboutFindings = (word: string): boolean =>
  word === OPA_CHECK || Object.keys(checks).includes(word) || (SEVERITIES as readonly string[]).includes(word)
