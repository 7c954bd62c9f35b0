import { type ArchiveId, archiveIds, archives, namingFlags } from '../../archives/registry.ts'
import type { ArchiveOptions } from '../../model/options/archive-options.ts'
import type { EnteredRun } from './run.ts'

/** What must be the same to use kept answers, by names that users know. */
export type Fingerprint = Readonly<Record<string, unknown>>

/** Returns what the answers of a run depend on. Credentials, ports and the format of the report are not part of it. */
export function fingerprintOf(run: EnteredRun): Fingerprint {
  const { options, accounts, host } = run
  const { env } = host
  const { sources, unusedDays, requestDays, doubleCheck, fast, maxPages, manager, keys, exceptKeys, tags } = options
  return {
    // An account that could not be entered this time was requested, too, and may be entered next time.
    accounts: [...new Set([...accounts.map(({ session }) => session.account), ...accountsNotEntered(run)])].toSorted(),
    regions: options.regions?.toSorted() ?? [...new Set(accounts.flatMap(({ regions }) => regions))].toSorted(),
    sources,
    ...archivesIn(options.archives),
    days: { unusedDays, requestDays },
    effort: { doubleCheck, fast, maxPages },
    keys: { manager, keys, ...(exceptKeys.length > 0 && { exceptKeys }), ...(tags.length > 0 && { tags }) },
    needs: options.needs.toSorted(),
    endpoint: hostOf(env['AWS_ENDPOINT_URL']),
    ...(hasUnansweredProfile(run) && { [UNANSWERED]: true }),
  }
}

/** A run that stopped at a limit such as `--athena-max-bytes` goes on with a higher limit. */
function archivesIn(options: ArchiveOptions): { archives?: object } {
  const named = archiveIds.flatMap(id => answersDependOn(id, options))
  return named.length === 0 ? {} : { archives: Object.fromEntries(named) }
}

/** Empty: the archive was not named. */
function answersDependOn<Id extends ArchiveId>(id: Id, options: ArchiveOptions): [Id, unknown][] {
  const option: ArchiveOptions[Id] = options[id]
  return option === null ? [] : [[id, archives[id].answersDependOn(option)]]
}

/** Marks a run with a profile that gave no answer, so that its account is not known. */
const UNANSWERED = 'profile without an answer'

const hasUnansweredProfile = ({ gaps }: EnteredRun): boolean =>
  gaps.all.some(({ account, region }) => account === '' && region === null)

/** How messages name a part that differs, with the options that decide it. */
const WORDS: Readonly<Record<string, string>> = {
  regions: 'Regions',
  sources: 'sources (--source)',
  archives: `archives (${archiveIds.flatMap(namingFlags).join(', ')})`,
  days: 'days (--unused-days, --request-days)',
  effort: 'effort (--double-check, --fast, --max-pages)',
  keys: 'keys (--key, --exclude-key, --tag, --manager)',
  needs: 'checks (--check)',
}

/** Says what differs. A run in which a profile gave no answer may lack accounts and Regions of the other run. */
export function differences(ours: Fingerprint, theirs: Fingerprint): string[] {
  const { [UNANSWERED]: oursUnanswered, ...mine } = ours
  const { [UNANSWERED]: theirsUnanswered, ...old } = theirs
  const names = Object.keys({ ...mine, ...old }).filter(name => {
    if (JSON.stringify(mine[name]) === JSON.stringify(old[name])) return false
    if (name !== 'accounts' && name !== 'regions') return true
    const [now, before] = [listOf(mine[name]), listOf(old[name])]
    return !(isExplained(before, now, oursUnanswered) && isExplained(now, before, theirsUnanswered))
  })
  return names.map(name => WORDS[name] ?? name)
}

/** Whether the items that one run lacks can belong to a profile that gave no answer. */
const isExplained = (all: readonly unknown[], some: readonly unknown[], isUnanswered: unknown): boolean =>
  isUnanswered === true || all.every(each => some.includes(each))

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const accountsNotEntered = ({ gaps }: EnteredRun): string[] =>
  gaps.all.flatMap(({ account, region }) => (account !== '' && region === null ? account : []))

function hostOf(url: string | undefined): string | null {
  if (url === undefined || url === '') return null
  return URL.canParse(url) ? new URL(url).hostname : url
}
