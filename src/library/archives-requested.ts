import type { ArchiveOption, ArchiveValues } from '../archives/archive-option.ts'
import {
  type ArchiveOptionName,
  archiveOptionNames,
  type EveryArchiveOption,
  everyArchiveOption,
  isArchive,
  longName,
  readArchives,
} from '../archives/registry.ts'
import { AuditError } from '../lib/process/exit.ts'
import { joinWithOr } from '../lib/text/lists.ts'
import { quoted } from '../lib/text/quoted.ts'
import { namedAggregator } from '../model/options/aggregator-name.ts'
import type { ArchiveOptions } from '../model/options/archive-options.ts'
import type { ArchivesRequest } from '../model/options/archives-request.ts'
import type { InventoryOptions } from '../model/options/options.ts'
import type { AuditRequest } from './requests.ts'
import { requireKnown, requireList, requireOptions } from './require.ts'

/** Does not compile if a request lacks an option of an archive. */
const NAMES: readonly (keyof ArchivesRequest)[] = archiveOptionNames

/** Does not compile if a request has an option that no archive has. */
const OPTIONS: Readonly<Record<keyof ArchivesRequest, ArchiveOption>> = everyArchiveOption

/** Returns the archives to search. Throws an `AuditError` (wrong usage). */
export function archivesRequested({
  archives: asked = {},
  sources = 'auto',
  demo = false,
}: AuditRequest): ArchiveOptions {
  requireOptions(asked, OPTIONS)
  const given = NAMES.filter(name => asked[name] !== undefined)
  if (demo && given.length > 0) throw wrong('archives cannot be used with demo.')
  for (const name of given) requireFit(name, given)
  const values = Object.fromEntries(NAMES.map(name => [name, valueOf(name, asked[name])]))
  // Each value comes from the option of its name, which the type checker cannot follow through a list.
  return readArchives(values as ArchiveValues<EveryArchiveOption>, { demo, sources })
}

/** Throws for options of an archive that is not named, and for two that exclude each other. */
function requireFit(name: ArchiveOptionName, given: readonly ArchiveOptionName[]): void {
  const { needs, excludes = [] } = OPTIONS[name]
  const rival = given.find(each => excludes.includes(longName(each)))
  if (rival !== undefined) throw wrong(`archives.${rival} cannot be used with archives.${name}.`)
  if (needs === undefined || given.some(each => needs.includes(each))) return
  throw wrong(`archives.${name} needs ${joinWithOr(needs.map(each => `archives.${each}`))}.`)
}

function valueOf(name: ArchiveOptionName, asked: unknown): unknown {
  const { form, fallback } = OPTIONS[name]
  if (asked === undefined) return fallback
  const option = `archives.${name}`
  const words = form.list === undefined ? [String(asked)] : requireList(option, asked as string[], form.list)
  const value = form.read(words)
  if (value === null) throw wrong(`${option} takes ${form.expected}, not ${quoted(words.at(-1) ?? '')}.`)
  return value
}

/** Returns the aggregator that lists keys, and the accounts to list. Null: AWS Config is not asked. */
export function inventoryRequested({ inventoryFrom, inventoryAccounts }: AuditRequest): InventoryOptions | null {
  if (inventoryFrom === undefined) {
    if (inventoryAccounts === undefined) return null
    throw wrong('inventoryAccounts needs inventoryFrom.')
  }
  const aggregator = namedAggregator(inventoryFrom)
  if (aggregator === null)
    throw wrong(`inventoryFrom takes config: and the name of an aggregator, not ${quoted(inventoryFrom)}.`)
  const only = requireList('inventoryAccounts', inventoryAccounts ?? [], 'account ids of twelve digits', /^\d{12}$/)
  return { aggregator, only, except: [] }
}

/** The sources that can be asked: those of archives need the archive. */
export function requireSource(id: string, known: readonly string[], archives: ArchiveOptions): string {
  const source = requireKnown('sources', known, id)
  if (!isArchive(source) || archives[source] !== null) return source
  throw wrong(
    `sources has ${source}, but archives does not name it.`,
    'Add archives, such as { trailIndex: DIRECTORY }.',
  )
}

const wrong = (message: string, hint?: string): AuditError =>
  new AuditError('usage', message, hint === undefined ? {} : { hint })
