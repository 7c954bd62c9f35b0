import { placeOf } from '../model/finding.ts'
import type { Finding, MutedRecord } from '../model/finding.ts'
import { withFindingIds } from './finding-ids.ts'
import type { KeyRecord, Report } from '../model/report.ts'
import { DAY } from '../model/time.ts'
import type { Instant } from '../model/time.ts'
import type { Exceptions, Mute, Mutelist } from './read-mutelist.ts'

/**
 * The report with what the mutelist accepts marked and no longer counted among its key's findings. Entries mean what
 * they mean to Prowler: of the entries of an account all fields must fit, and the first exception that fits ends them.
 */
export function applyMutelist(report: Report, mutelist: Mutelist, now: Instant): Report {
  if (report.findings === undefined) return report
  const living = mutelist.map(({ account, mutes }) => ({ account, mutes: mutes.filter(mute => !isOver(mute, now)) }))
  const keys = new Map(report.keys.map(key => [placeOf(key), key]))
  const findings = report.findings.map(finding => mark(finding, toTarget(finding, keys.get(placeOf(finding))), living))
  return withFindingIds(report, findings)
}

/** An entry mutes until the end of its last day, in UTC. */
const isOver = ({ expires }: Mute, now: Instant): boolean => expires !== null && now >= Date.parse(expires) + DAY

/** What the patterns are held against. */
interface Target {
  account: string
  /** Empty for what concerns an account, which only `*` fits. */
  region: string
  names: readonly string[]
  /** Null: not known. */
  tags: string | null
}

function toTarget({ account_id, region, key_id }: Finding, key: KeyRecord | undefined): Target {
  const names = key === undefined ? [key_id ?? account_id] : [key.key_id, key.key_arn, ...key.aliases]
  const tags = key?.tags?.map(({ TagKey, TagValue }) => `${TagKey}=${TagValue}`).join(' | ')
  return { account: account_id, region: region ?? '', names, tags: key_id === null ? '' : (tags ?? null) }
}

function mark(finding: Finding, target: Target, mutelist: Mutelist): Finding {
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

function firstToMute(mutes: readonly Mute[], check: string, target: Target): Mute | null {
  for (const mute of mutes) {
    if (!mute.check(check)) continue
    if (mute.exceptions !== null && isExcepted(mute.exceptions, target)) return null
    if (fits(mute.regions, [target.region]) && fits(mute.resources, target.names) && hasTags(mute.tags, target, false))
      return mute
  }
  return null
}

/** All that the exception names must fit. */
const isExcepted = ({ accounts, regions, resources, tags }: Exceptions, target: Target): boolean =>
  (accounts.length === 0 || fits(accounts, [target.account])) &&
  (regions.length === 0 || fits(regions, [target.region])) &&
  (resources.length === 0 || fits(resources, target.names)) &&
  hasTags(tags, target, true)

const fits = (patterns: readonly RegExp[], texts: readonly string[]): boolean =>
  patterns.some(pattern => texts.some(text => pattern.test(text)))

/** Tags that could not be read never mute: they may not be there, and may be the exception. */
const hasTags = (patterns: readonly RegExp[], { tags }: Target, ifUnknown: boolean): boolean =>
  patterns.length === 0 || (tags === null ? ifUnknown : patterns.every(pattern => pattern.test(tags)))
