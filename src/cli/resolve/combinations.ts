import { isReferenceFilter } from '../../model/report/references.ts'
import { columnFormats } from '../../formats/index.ts'
import { joinWithOr } from '../../lib/text/lists.ts'
import { liveOptions, type LiveOption, type LiveSettings } from '../groups/index.ts'
import { flagOf } from '../option.ts'
import { usageError, type TypedOptions } from '../settings.ts'
import { refuseAboutArchives } from './archives.ts'
import { isAboutFindings } from './checks.ts'

/**
 * Throws a usage error for typed options that have no effect together with others, and for filters and gates that can
 * never match, because an empty table would look like good news. A variable that has no effect is ignored.
 */
export function refuseWithoutEffect(settings: LiveSettings, typed: TypedOptions): void {
  refuseWithoutEvidence(settings, typed)
  refuseWithoutCloudTrail(settings, typed)
  refuseAboutArchives(settings, typed)
  refuseAboutAwsManaged(settings, typed)
  refuseAboutRoles(settings, typed)
  refuseWithoutRows(settings, typed)
  refuseWithoutSearch(settings)
  if (settings.checkpoint === null)
    refuse(['checkpointTtl'], typed, 'has no effect without --checkpoint.', 'Add --checkpoint FILE.')
  if (settings.tag.length > 0) refuse(['manager'], typed, 'has no effect with --tag.', 'AWS managed keys have no tags.')
  if (settings.key.length > 0)
    refuse(['manager'], typed, 'has no effect with --key.', '--key selects customer managed and AWS managed keys.')
}

function refuseWithoutEvidence({ source, only, failOn }: LiveSettings, typed: TypedOptions): void {
  if (source === 'auto' || source.length > 0) return
  const verdicts = only.filter(word => !isReferenceFilter(word))
  if (verdicts.length + failOn.filter(word => !isAboutFindings(word)).length > 0)
    throw usageError(`${verdicts.length > 0 ? '--only' : '--fail-on'} needs evidence of use.`, 'Remove --source none.')
  const words = 'has no effect with --source none.'
  refuse(['unusedDays', 'doubleCheck', 'maxPages', 'fast', 'who'], typed, words, 'Remove --source none.')
}

function refuseWithoutCloudTrail({ source }: LiveSettings, typed: TypedOptions): void {
  if (source === 'auto') return
  refuse(['fast'], typed, 'works with --source auto only.', 'Remove --source.')
  if (source.includes('cloudtrail')) return
  refuse(['doubleCheck', 'maxPages'], typed, 'requires CloudTrail.', 'Add cloudtrail to --source.')
}

const isUnused = (word: string): boolean => word === 'unused'

/** AWS managed keys cannot be deleted and cost nothing. */
function refuseAboutAwsManaged({ manager, key, only, failOn }: LiveSettings, typed: TypedOptions): void {
  if (manager !== 'aws' || key.length > 0) return
  const name = only.some(isUnused) ? '--only' : failOn.some(isUnused) ? '--fail-on' : null
  if (name !== null)
    throw usageError(`${name} unused can never match AWS managed keys.`, 'AWS managed keys are not counted as unused.')
  refuse(['pricePerKey'], typed, 'has no effect with --manager aws.', 'AWS managed keys cost nothing.')
}

function refuseAboutRoles({ roleArn, org }: LiveSettings, typed: TypedOptions): void {
  if (org || roleArn.length > 0) return
  const words = 'applies to roles in other accounts only.'
  refuse(['externalId', 'roleSessionName'], typed, words, 'Add --role-arn, or --org with --org-role.')
}

function refuseWithoutSearch({ only, dependents, dependentsFrom, from }: LiveSettings): void {
  const word = only.find(isReferenceFilter)
  if (word === undefined || dependents !== null || dependentsFrom !== null || from !== null) return
  throw usageError(`--only ${word} needs a search for the resources that use keys.`, 'Add --dependents.')
}

function refuseWithoutRows({ output }: LiveSettings, typed: TypedOptions): void {
  if (output.some(({ format }) => columnFormats.some(each => each === format))) return
  const words = `has no effect with -o ${output.map(({ format }) => format).join(' -o ')}.`
  refuse(['columns', 'sort'], typed, words, `Use it with -o ${joinWithOr(columnFormats)}.`)
}

function refuse(names: readonly LiveOption[], typed: TypedOptions, words: string, hint: string): void {
  const name = names.find(each => typed.has(each))
  if (name !== undefined) throw usageError(`${flagOf(liveOptions[name])} ${words}`, hint)
}
