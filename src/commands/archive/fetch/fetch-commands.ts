import { dayFolder, dayIn } from '../../../archives/day-folder.ts'
import { trailFileOf } from '../../../archives/local/file-name.ts'
import { groupBy } from '../../../lib/group-by.ts'
import { compareTexts } from '../../../lib/text/compare-texts.ts'
import { shellWord } from '../../../lib/text/shell-word.ts'
import type { FetchCommand } from '../../../model/archive/fetch-command.ts'
import type { Lacking } from '../../../usage/coverage/lacking.ts'
import { daysOfTime, fewestPrefixes, isBelow } from './day-prefixes.ts'

/** Where the files of an account are copied to: the directory of the accounts. */
export type TargetOf = (account: string) => string

/**
 * The commands that copy from S3 what an archive lacks: log files that digest files name by their names, and all files of
 * the days for which digest files are missing. If much is missing, a few commands copy
 * whole months or years, with files that the archive has.
 */
export function fetchCommands(lacking: readonly Lacking[], targetOf: TargetOf): FetchCommand[] {
  const places = groupBy(lacking, ({ account, region, folder }) => [account, region, folder ?? ''].join(' '))
  return places
    .toSorted(([one], [other]) => compareTexts(nameOf(one), nameOf(other)))
    .flatMap(same => [...commandsOf('digest', same, targetOf), ...commandsOf('log', same, targetOf)])
}

const nameOf = (each: Lacking | undefined): string => `${each?.account} ${each?.region}`

type Kind = FetchCommand['kind']
const KINDS = { digest: 'CloudTrail-Digest', log: 'CloudTrail' } as const

/** The commands for one account, Region and folder. */
function commandsOf(kind: Kind, lacking: readonly Lacking[], targetOf: TargetOf): FetchCommand[] {
  const [first] = lacking
  if (first === undefined) return []
  const names = kind === 'log' ? namesIn(lacking) : []
  const holes = lacking.filter(({ log }) => log === null).map(({ time }) => time)
  if (first.folder === null) return names.length + holes.length === 0 ? [] : [unknownPlace(kind, first, names, holes)]
  const byDay = groupBy(names, name => dayIn(name) ?? '')
  const many = byDay.filter(same => same.length > MOST_NAMES).map(([name = '']) => dayIn(name) ?? '')
  const prefixes = fewestPrefixes([...holes.flatMap(daysOfTime), ...many])
  const few = byDay.filter(([name = '']) => !prefixes.some(prefix => isBelow(dayIn(name) ?? '', prefix)))
  return [
    ...prefixes.map(prefix => commandFor(kind, first, prefix, null, targetOf)),
    ...few.map(same => commandFor(kind, first, dayIn(same[0] ?? '') ?? '', same, targetOf)),
  ].toSorted((a, b) => compareTexts(a.source ?? '', b.source ?? ''))
}

/** A command with more names is hard to read, so all files of the day are compared instead. */
const MOST_NAMES = 20

/** The names of missing log files in S3, without names that are not those of log files. */
const namesIn = (lacking: readonly Lacking[]): string[] =>
  [...new Set(lacking.flatMap(({ log }) => (log === null ? [] : `${log.name}.gz`)))]
    .filter(name => trailFileOf(name, 0)?.kind === 'log')
    .toSorted()

const unknownPlace = (
  kind: Kind,
  { account, region }: Lacking,
  names: string[],
  holes: readonly unknown[],
): FetchCommand => ({
  account_id: account,
  region,
  kind,
  files: holes.length > 0 ? null : names,
  source: null,
  target: null,
  command: null,
})

function commandFor(
  kind: Kind,
  { account, region, folder }: Lacking,
  prefix: string,
  files: string[] | null,
  targetOf: TargetOf,
): FetchCommand {
  const path = dayFolder({ account, region }, KINDS[kind], prefix)
  const [source, target] = [`${folder}${path}`, `${targetOf(account)}/${path}`]
  const command = ['aws', 's3', ...wordsOf(source, target, files)].map(shellWord).join(' ')
  return { account_id: account, region, kind, files, source, target, command }
}

/**
 * `sync` copies what the directory lacks or has in another size.
 * https://docs.aws.amazon.com/cli/latest/reference/s3/index.html#use-of-exclude-and-include-filters
 */
function wordsOf(source: string, target: string, files: readonly string[] | null): string[] {
  if (files === null) return ['sync', source, target]
  if (files.length === 1) return ['cp', `${source}${files[0]}`, target]
  return ['cp', source, target, '--recursive', '--exclude', '*', ...files.flatMap(name => ['--include', name])]
}
