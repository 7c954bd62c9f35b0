import { load } from '../lib/registry.ts'
import { type ArchiveOptions, isSourceGiven } from '../model/options/archive-options.ts'
import { sources } from './index.ts'
import type { Source } from './source.ts'

export interface NamedSource {
  id: string
  source: Source
}

/** `--source`, and the archives that sources of their own search. */
export interface WantedSources {
  sources: 'auto' | readonly string[]
  archives: ArchiveOptions
}

/** The ids of the sources that `--source` names. For `auto`, of all of them, except those of archives that were not named. */
export const sourceIds = ({ sources: wanted, archives }: WantedSources): readonly string[] =>
  wanted === 'auto' ? Object.keys(sources).filter(id => isSourceGiven(id, archives)) : wanted

/** Loads the sources that `--source` names, in the order in which they are asked. */
export const loadSources = (wanted: WantedSources): Promise<NamedSource[]> =>
  Promise.all(sourceIds(wanted).map(async id => ({ id, source: await load<Source>(sources, id) })))
