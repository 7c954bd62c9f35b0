import { flagOf } from './entry.ts'
import { isAboutFindings } from './read-checks.ts'
import { usageError, type Given, type Settings } from './settings.ts'
import { table, type OptionName } from './table.ts'

/**
 * Refuses typed options that other options leave without effect, and filters and gates that can never match: an empty
 * table would look like good news. A variable that has no effect is ignored.
 */
export function refuseIdle(settings: Settings, given: Given): void {
  refuseWithoutEvidence(settings, given)
  refuseWithoutCloudTrail(settings, given)
  refuseAboutAwsManaged(settings, given)
  refuseAboutRoles(settings, given)
  if (settings.checkpoint === null)
    refuse(['checkpointTtl'], given, 'does nothing without --checkpoint.', 'Add --checkpoint, or leave it out.')
  if (settings.key.length > 0)
    refuse(['manager'], given, 'does nothing with --key.', 'A named key is audited, also one that AWS manages.')
}

function refuseWithoutEvidence({ source, only, failOn }: Settings, given: Given): void {
  if (source === 'auto' || source.length > 0) return
  if (only.length + failOn.filter(word => !isAboutFindings(word)).length > 0)
    throw usageError(`${only.length > 0 ? '--only' : '--fail-on'} needs evidence of use.`, 'Leave out --source none.')
  const words = 'does nothing with --source none.'
  refuse(['unusedDays', 'doubleCheck', 'maxPages', 'fast'], given, words, 'Leave out --source none.')
}

function refuseWithoutCloudTrail({ source }: Settings, given: Given): void {
  if (source === 'auto') return
  refuse(['fast'], given, 'is a way of --source auto.', 'Leave out --source.')
  if (source.includes('cloudtrail')) return
  refuse(['doubleCheck', 'maxPages'], given, 'asks CloudTrail.', 'Add cloudtrail to --source.')
}

const isUnused = (word: string): boolean => word === 'unused'

/** AWS managed keys cannot be deleted and cost nothing. */
function refuseAboutAwsManaged({ manager, key, only, failOn }: Settings, given: Given): void {
  if (manager !== 'aws' || key.length > 0) return
  const name = only.some(isUnused) ? '--only' : failOn.some(isUnused) ? '--fail-on' : null
  if (name !== null)
    throw usageError(`${name} unused can never match AWS managed keys.`, 'They count as unused in no report.')
  refuse(['pricePerKey'], given, 'does nothing with --manager aws.', 'AWS managed keys cost nothing.')
}

function refuseAboutRoles({ roleArn, org }: Settings, given: Given): void {
  if (org || roleArn.length > 0) return
  const words = 'is about roles in other accounts.'
  refuse(['externalId', 'roleSessionName'], given, words, 'Add --role-arn, or --org with --org-role.')
}

function refuse(names: readonly OptionName[], given: Given, words: string, hint: string): void {
  const name = names.find(each => given.has(each))
  if (name !== undefined) throw usageError(`${flagOf(table[name])} ${words}`, hint)
}
