import {
  type ArchiveId,
  archiveFlag,
  archiveIds,
  type ArchiveOptionName,
  archiveOptionNames,
  archives,
  everyArchiveOption,
  isGiven,
  namingOptions,
  readArchives,
} from '../../archives/registry.ts'
import { joinWithOr } from '../../lib/text/lists.ts'
import type { ArchiveOptions } from '../../model/options/archive-options.ts'
import type { LiveSettings } from '../groups/index.ts'
import { type TypedOptions, usageError } from '../settings.ts'

export type ArchiveSettings = Pick<LiveSettings, ArchiveOptionName>

/** The archives to search. Each is searched by the source of the same name. */
export const archiveOptionsOf = (settings: ArchiveSettings & Pick<LiveSettings, 'demo' | 'source'>): ArchiveOptions =>
  readArchives(settings, { demo: settings.demo, sources: settings.source })

/** The source of an archive and the archive itself are of no use without each other. */
export function refuseAboutArchives(settings: LiveSettings, typed: TypedOptions): void {
  for (const name of archiveOptionNames) refuseAlone(name, settings, typed)
  const { source } = settings
  if (source === 'auto') return
  const named = archiveOptionsOf(settings)
  for (const id of archiveIds) {
    const { what, by } = archives[id].required
    if (source.includes(id) && named[id] === null) throw usageError(`--source ${id} needs ${what}.`, `Add ${by}.`)
    const name = namingOptions(id).find(each => typed.has(each))
    if (name === undefined || source.includes(id)) continue
    const words = `is not searched with --source ${source.join() || 'none'}.`
    throw usageError(`${archiveFlag(name)} ${words}`, `Add ${id} to --source.`)
  }
}

/** An option that says how an archive is searched has no effect without the archive. */
function refuseAlone(name: ArchiveOptionName, settings: ArchiveSettings, typed: TypedOptions): void {
  const needs = (everyArchiveOption[name].needs ?? []) as readonly ArchiveOptionName[]
  const [first] = needs
  if (first === undefined || !typed.has(name) || needs.some(each => isGiven(settings[each]))) return
  const words = `has no effect without ${joinWithOr(needs.map(archiveFlag))}.`
  throw usageError(`${archiveFlag(name)} ${words}`, `Add ${example(first)}.`)
}

/** `--athena TABLE` */
const example = (name: ArchiveOptionName): string =>
  everyArchiveOption[name].flags.replace(/<(.*)>/, (_, value: string) => value.toUpperCase())

/** Returns the option that names the archive; null: none does. Throws a usage error if several archives are named. */
export function oneArchive(settings: ArchiveSettings): string | null {
  const [first = null, second] = archiveIds.flatMap(id => flagThatNames(id, settings))
  if (second === undefined) return first
  throw usageError(`${first} and ${second} name two archives, but calls are read from one.`, 'Leave one of them out.')
}

/** The first one, if several options name one archive. */
const flagThatNames = (id: ArchiveId, settings: ArchiveSettings): string[] =>
  namingOptions(id)
    .filter(name => isGiven(settings[name]))
    .slice(0, 1)
    .map(archiveFlag)
