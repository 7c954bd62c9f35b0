import { load } from '../lib/registry.ts'
import { sources } from './index.ts'
import type { Source } from './source.ts'

export interface NamedSource {
  id: string
  source: Source
}

/** The ids of the sources that `--source` names, or of all of them for `auto`. */
export const sourceIds = (wanted: 'auto' | readonly string[]): readonly string[] =>
  wanted === 'auto' ? Object.keys(sources) : wanted

/** Loads the sources that `--source` names, in the order in which they are asked. */
export const loadSources = (wanted: 'auto' | readonly string[]): Promise<NamedSource[]> =>
  Promise.all(sourceIds(wanted).map(async id => ({ id, source: await load<Source>(sources, id) })))
