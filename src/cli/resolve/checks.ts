import { checks } from '../../checks/index.ts'
import { toOpaServer } from '../../findings/opa/server.ts'
import { findingFormats } from '../../formats/index.ts'
import { SEVERITIES } from '../../model/finding.ts'
import { OPA_CHECK, type OpaServer } from '../../model/opa.ts'
import { matchesGlob, hasWildcard } from '../../lib/text/glob.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import { liveOptions, type LiveOption, type LiveSettings } from '../groups/index.ts'
import { flagOf } from '../option.ts'
import type { CheckOptions } from '../../model/options/options.ts'
import type { Env } from '../../lib/process/env.ts'
import { usageError, type TypedOptions } from '../settings.ts'

export interface Circumstance {
  /** The run reads a saved report, which may contain findings. */
  isSaved: boolean
  /** The command needs findings: without a named check, it runs all of them. */
  needsFindings: boolean
}

/** Returns which checks run, and what they accept. An option that needs findings implies all checks. */
export function checkOptionsOf(
  settings: LiveSettings,
  typed: TypedOptions,
  env: Env,
  { isSaved, needsFindings }: Circumstance,
): CheckOptions {
  const { trustedAccount: trustedAccounts, requireTag, mutelist, baseline, compliance: frameworks } = settings
  const opa = opaServer(settings, typed, env)
  const changedBy = firstTyped(CHANGING, typed)
  const impliedBy = changedBy ?? optionAboutFindings(settings, typed, opa)
  const named = namedIds(settings)
  refuseCheckOptionsWithoutEffect(settings, named, typed)
  const isImplied = named.length === 0 && frameworks.length === 0 && !isSaved && (impliedBy !== null || needsFindings)
  const ids = isImplied ? Object.keys(checks) : [...named, ...gatedIds(settings)]
  refuseBlindGate(settings, ids, opa, isSaved)
  return { ids, frameworks, impliedBy, changedBy, trustedAccounts, requiredTags: requireTag, mutelist, baseline, opa }
}

/** The checks that `--fail-on` names run beside those of the frameworks. */
const gatedIds = ({ compliance, failOn }: LiveSettings): string[] =>
  compliance.length === 0 ? [] : Object.keys(checks).filter(id => failOn.some(word => matchesGlob(word, id)))

function namedIds({ checks: all, check, excludeCheck }: LiveSettings): readonly string[] {
  if (!all && excludeCheck.length === 0) return check
  return Object.keys(checks).filter(id => !(excludeCheck as readonly string[]).includes(id))
}

function refuseCheckOptionsWithoutEffect(
  { excludeCheck, compliance }: LiveSettings,
  named: readonly string[],
  typed: TypedOptions,
): void {
  if (excludeCheck.length > 0 && named.length === 0)
    throw usageError('--exclude-check excludes every check.', 'Run kms-audit checks to list them.')
  if (typed.has('requireTag') && named.length + compliance.length > 0 && !named.includes(TAG_CHECK))
    throw usageError(
      `--require-tag requires the check ${TAG_CHECK}, which is not selected.`,
      `Add --check ${TAG_CHECK}.`,
    )
}

const TAG_CHECK = 'tags-missing' satisfies keyof typeof checks

/** Options that change the results of checks, and options that only select findings. */
const CHANGING = ['trustedAccount', 'trustOrg', 'requireTag'] as const
const CHOOSING = ['mutelist', 'baseline', 'severity'] as const

/**
 * The flag of the first typed option. Variables do not count: a mutelist in the environment does not ask for checks.
 */
function firstTyped(names: readonly LiveOption[], typed: TypedOptions): string | null {
  const name = names.find(each => typed.has(each))
  return name === undefined ? null : flagOf(liveOptions[name])
}

/**
 * The option that needs findings. With only an OPA server, the findings are those of its policies. Null: none needs
 * them.
 */
function optionAboutFindings(
  { output, failOn }: LiveSettings,
  typed: TypedOptions,
  opa: OpaServer | null,
): string | null {
  const gate = (failOn as readonly string[]).find(word => isAboutFindings(word) && word !== OPA_CHECK)
  if (gate !== undefined && (opa === null || !isSeverity(gate))) return `--fail-on ${gate}`
  if (opa !== null) return null
  const format = findingFormats.find(each => output.some(({ format: wanted }) => wanted === each))
  if (format !== undefined) return `-o ${format}`
  return firstTyped(CHOOSING, typed)
}

/** Throws a usage error for a gate that can never match, which would look like good news. */
function refuseBlindGate(
  { failOn }: LiveSettings,
  ids: readonly string[],
  opa: OpaServer | null,
  isSaved: boolean,
): void {
  const gates = failOn as readonly string[]
  if (opa === null && !isSaved && gates.includes(OPA_CHECK))
    throw usageError(`--fail-on ${OPA_CHECK} requires an OPA server.`, 'Add --opa-url.')
  const blind = gates.find(gate => isOfChecks(gate) && ids.length > 0 && !ids.some(id => matchesGlob(gate, id)))
  if (blind === undefined) return
  const none = hasWildcard(blind) ? 'no such check is selected' : 'that check is not selected'
  throw usageError(`--fail-on ${blind} can never match: ${none}.`, `Add --check ${shellWord(blind)}.`)
}

function opaServer({ opaUrl, opaPath }: LiveSettings, typed: TypedOptions, env: Env): OpaServer | null {
  if (opaUrl === null) {
    if (typed.has('opaPath')) throw usageError('--opa-path requires an OPA server.', 'Add --opa-url.')
    return null
  }
  const url = opaPath.below === '' ? opaUrl : `${opaUrl}/${opaPath.below}`
  const token = env['KMS_AUDIT_OPA_TOKEN']?.trim() || null
  // The message does not contain the token, because it is a secret.
  if (token !== null && /[^!-~]/.test(token))
    throw usageError(
      'KMS_AUDIT_OPA_TOKEN contains a character that is not valid in a token.',
      'Check it for spaces and line breaks.',
    )
  return toOpaServer({ url, rule: opaPath.rule, token }, env)
}

const isSeverity = (word: string): boolean => (SEVERITIES as readonly string[]).includes(word)

/** Whether a word of `--fail-on` is about findings. The other words are about keys. */
export const isAboutFindings = (word: string): boolean => word === OPA_CHECK || isOfChecks(word) || isSeverity(word)

/** Whether a word is the id of a check or a glob. */
const isOfChecks = (word: string): boolean => Object.hasOwn(checks, word) || hasWildcard(word)
