import type { SecretsQuestion } from '../../collect/secrets/collect-secrets.ts'
import { matchesSecret, secretArnParts } from '../../collect/secrets/named-secrets.ts'
import { settled } from '../../model/assessments/secrets-summary.ts'
import type { SecretsAssessment } from '../../model/assessments/secrets.ts'
import type { Options } from '../../model/options/options.ts'
import type { Conclusion } from '../shared/assess/definition.ts'

/** What was asked, and the names of the options that were typed. */
export type TypedQuestion = SecretsQuestion & { typed: readonly string[] }

/** Reads the Regions of the ARNs, if secrets are named by ARNs alone and no Region was asked for. */
export function onlyNamedRegions(run: Options, { secrets }: TypedQuestion): Options {
  const regions = secrets.map(word => secretArnParts(word)?.region)
  if (run.audit.regions !== null || secrets.length === 0) return run
  const named = [...new Set(regions.filter(region => region !== undefined))]
  return regions.includes(undefined) ? run : { ...run, audit: { ...run.audit, regions: named } }
}

/** Applies typed limits to a saved result, and judges its dates again. */
export function adjusted(
  saved: SecretsAssessment,
  { unusedDays, maxAgeDays, typed }: TypedQuestion,
): SecretsAssessment {
  const isTyped = typed.includes('unusedDays') || typed.includes('maxAgeDays')
  if (!isTyped) return saved
  return {
    ...saved,
    max_age_days: typed.includes('maxAgeDays') ? maxAgeDays : saved.max_age_days,
    ...settled({
      secrets: saved.secrets,
      unused_days: typed.includes('unusedDays') ? unusedDays : saved.unused_days,
      isListed: !saved.gaps.some(({ operation }) => operation === 'secretsmanager:ListSecrets'),
      now: Date.parse(saved.generated_at),
    }),
  }
}

/** A named secret that was not found, because not everything could be listed, leaves the result incomplete. */
export function concluded({ secrets: found }: SecretsAssessment, { secrets: words }: TypedQuestion): Conclusion {
  const isFound = words.every(word => found.some(secret => matchesSecret(word, secret)))
  return { exit: isFound ? 'ok' : 'incomplete', notes: [] }
}
