import type { ArchiveOptions } from '../model/options/archive-options.ts'
import type { Archive } from './archive.ts'
import type { ArchiveValues } from './archive-option.ts'
import * as all from './index.ts'

/** `archive`, `lake`: also the ID of the source that asks the archive. */
export type ArchiveId = keyof ArchiveOptions

type Archives = { readonly [Id in ArchiveId]: Archive<NonNullable<ArchiveOptions[Id]>> }

/** Does not compile if `index.ts` lacks an archive whose field `ArchiveOptions` has. */
export const archives: Archives = all

/** Does not compile if `ArchiveOptions` lacks the field of an archive of `index.ts`. */
export const archiveIds: readonly ArchiveId[] = Object.keys(all) as (keyof typeof all)[]

export const isArchive = (id: string): id is ArchiveId => Object.hasOwn(archives, id)

type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (every: infer Every) => void
  ? Every
  : never

/** The options of all archives, with their exact types. */
export type EveryArchiveOption = Intersection<(typeof all)[keyof typeof all]['options']>

/** `trailArchive`, as settings and requests name it. */
export type ArchiveOptionName = keyof EveryArchiveOption

/** The options of all archives, by their names, in the order of the help. */
export const everyArchiveOption = Object.assign({}, ...archiveIds.map(id => archives[id].options)) as EveryArchiveOption

export const archiveOptionNames = Object.keys(everyArchiveOption) as readonly ArchiveOptionName[]

export const NO_ARCHIVES: ArchiveOptions = byId(() => null)

/** Which archives the sample account is searched for: those that `--source` names. */
interface Sampling {
  demo: boolean
  sources: 'auto' | readonly string[]
}

/** Returns the archives that the values of the options name. The sample account has archives of its own. */
export function readArchives(values: ArchiveValues<EveryArchiveOption>, { demo, sources }: Sampling): ArchiveOptions {
  const isSampled = (id: ArchiveId): boolean => demo && sources !== 'auto' && sources.includes(id)
  return byId(id => archives[id].read(values) ?? (isSampled(id) ? archives[id].sample : null))
}

/**
 * Returns the options that name these archives, as words of a command line.
 *
 * @param region the first Region of the run, for an archive that names none. Null: not known
 */
export const archiveWords = (options: ArchiveOptions, region: string | null): string[] =>
  archiveIds.flatMap(id => wordsOf(id, options, region))

function wordsOf<Id extends ArchiveId>(id: Id, options: ArchiveOptions, region: string | null): string[] {
  const option: ArchiveOptions[Id] = options[id]
  return option === null ? [] : archives[id].words(option, region)
}

/** Each value belongs to its ID, which the type checker cannot follow through a list. */
function byId(valueOf: (id: ArchiveId) => unknown): ArchiveOptions {
  return Object.fromEntries(archiveIds.map(id => [id, valueOf(id)])) as unknown as ArchiveOptions
}

/** Whether one of the archives is searched without calls to AWS, and so without credentials. */
export const isOneOffline = (options: ArchiveOptions): boolean =>
  archiveIds.some(id => options[id] !== null && archives[id].operations.length === 0)

/** The options of an archive, each of which names it on its own: `trailArchive`, `trailIndex`. */
export const namingOptions = (id: ArchiveId): ArchiveOptionName[] =>
  (Object.keys(archives[id].options) as ArchiveOptionName[]).filter(
    name => everyArchiveOption[name].needs === undefined,
  )

/** Their flags: `--trail-archive`, `--trail-index`. */
export const namingFlags = (id: ArchiveId): string[] => namingOptions(id).map(archiveFlag)

/** `--trail-archive` */
export const archiveFlag = (name: ArchiveOptionName): string => `--${longName(name)}`

/** `trail-archive` */
export const longName = (name: ArchiveOptionName): string => everyArchiveOption[name].flags.replace(/^--| .*$/g, '')

/** Whether an option without a default was given, by its value. */
export const isGiven = (value: unknown): boolean => value !== null && !(Array.isArray(value) && value.length === 0)
