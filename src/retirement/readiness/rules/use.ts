import { countNoun } from '../../../lib/text/numbers.ts'
import type { KeyRecord } from '../../../model/report/report.ts'
import { dayText } from '../../../model/time.ts'
import { daysSince } from '../context.ts'
import type { ReasonRule } from '../reason.ts'
import { reportCommand } from '../../../model/report/report-command.ts'

const usedRecently: ReasonRule = {
  id: 'used-recently',
  level: 'blocked',
  title: 'The key was used within `--unused-days`',
  find(key, context) {
    const last = lastUse(key)
    const { unused_days: limit } = context.report
    if (last === null || daysSince(last.at, context) >= limit) return null
    const operation = key.usage?.operation ? ` (${key.usage.operation})` : ''
    return {
      text: `The key was used on ${dayText(Date.parse(last.at))}${operation}, less than ${countNoun(limit, 'day')} before the audit.`,
      source: last.source,
      clears: `Find out who uses the key, and wait until it has not been used for ${countNoun(limit, 'day')}.`,
    }
  },
}

/** The latest use that any source shows. */
function lastUse({ usage }: KeyRecord): { at: string; source: string } | null {
  const own = usage?.last_used_at ? [{ at: usage.last_used_at, source: usage.source ?? 'usage' }] : []
  const seen = (usage?.evidence ?? []).flatMap(({ source, last_used_at: at }) =>
    at === undefined ? [] : { at, source },
  )
  return [...own, ...seen].toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))[0] ?? null
}

const evidenceUnknown: ReasonRule = {
  id: 'evidence-unknown',
  level: 'blocked',
  title: 'The last use is not known, or only a part of the last `--unused-days` was seen',
  find({ usage, disposition }) {
    if (usage !== undefined && usage.status !== 'unknown' && disposition !== 'unknown') return null
    const why = usage?.evidence.find(one => one.why !== undefined)?.why
    const text =
      usage === undefined
        ? 'The report contains no last use, because no source was asked.'
        : `When the key was last used is not known${why === undefined ? '' : `: ${why.replace(/\.$/, '')}`}.`
    return {
      text,
      source: 'usage',
      clears: 'Allow kms:GetKeyLastUsage and cloudtrail:LookupEvents, and run the audit again.',
    }
  },
}

const silent: ReasonRule = {
  id: 'silent',
  level: 'review',
  title: 'No use was seen, but not the whole life of the key (`silent`)',
  find: ({ disposition, usage }) =>
    disposition === 'silent'
      ? {
          text: `No use has been seen since ${usage?.not_observed_since ? dayText(Date.parse(usage.not_observed_since)) : 'records begin'}, but the key may be older.`,
          source: 'usage',
          clears: 'Search older records, such as CloudTrail logs in S3, or decide that this is long enough.',
        }
      : null,
}

/** As for a silent key, a use that was not seen is possible: before the time that a complete source saw. */
const usedLater: ReasonRule = {
  id: 'used-later',
  level: 'review',
  title: 'The key may have been used after the last use that is known (`>=`)',
  find: ({ usage, disposition }) =>
    disposition === 'stale' && usage?.at_least === true && usage.last_used_at !== null
      ? {
          text: `The last known use was on ${dayText(Date.parse(usage.last_used_at))}, but the key may have been used later: not all time since then has been seen.`,
          source: usage.source ?? 'usage',
          clears: 'Search older records, such as CloudTrail logs in S3, or decide that this is long enough.',
        }
      : null,
}

const disagreement: ReasonRule = {
  id: 'sources-disagree',
  level: 'review',
  title: 'Sources disagree about the last use',
  find: ({ usage }, { report }) =>
    usage?.disagreement === undefined
      ? null
      : {
          text: `Sources disagree about the last use: ${usage.disagreement.replace(/\.$/, '')}.`,
          source: 'usage',
          clears: `Find out which source is right with ${reportCommand(report, 'key')}.`,
        },
}

const unverified: ReasonRule = {
  id: 'evidence-unverified',
  level: 'review',
  title: 'Only CloudTrail shows that the key is unused, and no known event verified its answer',
  find({ usage }) {
    const evidence = usage?.evidence ?? []
    const byKms = evidence.some(
      ({ source, status }) => source === 'kms' && status !== 'unknown' && status !== 'partial',
    )
    if (byKms || !evidence.some(one => one.unverified === true)) return null
    return {
      text: 'Only CloudTrail shows that the key is unused, and its answer could not be verified with a known event.',
      source: 'cloudtrail',
      clears: 'Allow kms:GetKeyLastUsage, and run the audit again.',
    }
  },
}

export const ofUse: readonly ReasonRule[] = [usedRecently, evidenceUnknown, silent, usedLater, disagreement, unverified]
