import { placeOf } from '../model/finding.ts'
import type { Finding, FindingResource, MutedRecord } from '../model/finding.ts'
import { withFindingIds } from './finding-ids.ts'
import type { KeyRecord, Report } from '../model/report/report.ts'
import { DAY } from '../model/time.ts'
import type { Instant } from '../model/time.ts'
import type { Exceptions, Mute, Mutelist } from './mutelist.ts'

/**
 * Returns the report with accepted findings muted; they no longer count among the findings of their key. Entries mean
 * the same as in Prowler: all fields of an entry must match, and the first exception that matches ends the entries of
 * an account.
 */
export function applyMutelist(report: Report, mutelist: Mutelist, now: Instant): Report {
  if (report.findings === undefined) return report
  const valid = mutelist.map(({ account, mutes }) => ({ account, mutes: mutes.filter(mute => !isExpired(mute, now)) }))
  const keys = new Map(report.keys.map(key => [placeOf(key), key]))
  const findings = report.findings.map(finding =>
    muteFinding(finding, toTarget(finding, keys.get(placeOf(finding))), valid),
  )
  return withFindingIds(report, findings)
}

/** An entry expires at the end of its last day, in UTC. */
const isExpired = ({ expires }: Mute, now: Instant): boolean => expires !== null && now >= Date.parse(expires) + DAY

/** What the patterns of an entry are matched against. */
interface MuteTarget {
  account: string
  /** Empty if the finding is about an account, which only `*` matches. */
  region: string
  names: readonly string[]
  /** Null: not known. */
  tags: string | null
}

function toTarget(finding: Finding, key: KeyRecord | undefined): MuteTarget {
  const { account_id, region, key_id, resource } = finding
  if (resource !== undefined) return resourceTarget(finding, resource)
  const names = key === undefined ? [key_id ?? account_id] : [key.key_id, key.key_arn, ...key.aliases]
  return { account: account_id, region: region ?? '', names, tags: key_id === null ? '' : tagsText(key?.tags) }
}

function resourceTarget({ account_id, region, key_id }: Finding, resource: FindingResource): MuteTarget {
  const { id, arn, name, tags } = resource
  const names = [id, arn, name, key_id].filter(text => typeof text === 'string')
  return { account: account_id, region: region ?? '', names, tags: tagsText(tags) }
}

/** Null: the tags are not known. */
const tagsText = (tags: KeyRecord['tags']): string | null =>
  tags?.map(({ TagKey, TagValue }) => `${TagKey}=${TagValue}`).join(' | ') ?? null

function muteFinding(finding: Finding, target: MuteTarget, mutelist: Mutelist): Finding {
  const { status } = finding
  if (status !== 'fail' && status !== 'unknown') return finding
  for (const { account, mutes } of mutelist) {
    if (account !== '*' && account !== target.account) continue
    const mute = firstToMute(mutes, finding.check, target)
    if (mute === null) continue
    const record: MutedRecord = { status, reason: mute.reason, expires: mute.expires }
    return { ...finding, status: 'muted', muted: record }
  }
  return finding
}

function firstToMute(mutes: readonly Mute[], check: string, target: MuteTarget): Mute | null {
  for (const mute of mutes) {
    if (!mute.check(check)) continue
    if (mute.exceptions !== null && isExcepted(mute.exceptions, target)) return null
    if (
      matchesAny(mute.regions, [target.region]) &&
      matchesAny(mute.resources, target.names) &&
      matchesTags(mute.tags, target, false)
    )
      return mute
  }
  return null
}

/** Every field that the exception names must match. */
const isExcepted = ({ accounts, regions, resources, tags }: Exceptions, target: MuteTarget): boolean =>
  (accounts.length === 0 || matchesAny(accounts, [target.account])) &&
  (regions.length === 0 || matchesAny(regions, [target.region])) &&
  (resources.length === 0 || matchesAny(resources, target.names)) &&
  matchesTags(tags, target, true)

const matchesAny = (patterns: readonly RegExp[], texts: readonly string[]): boolean =>
  patterns.some(pattern => texts.some(text => pattern.test(text)))

/** Unread tags never mute a finding: `ifUnknown` is false for an entry and true for an exception. */
const matchesTags = (patterns: readonly RegExp[], { tags }: MuteTarget, ifUnknown: boolean): boolean =>
  patterns.length === 0 || (tags === null ? ifUnknown : patterns.every(pattern => pattern.test(tags)))
