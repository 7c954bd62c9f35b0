import { load } from '../lib/registry.ts'
import type { DependentsOptions } from '../model/options/options.ts'
import type { Dependent } from './dependent.ts'
import { dependents } from './index.ts'

export interface NamedDependent {
  id: string
  dependent: Dependent
  /** Whether `--dependents` names the type itself. */
  isNamed: boolean
}

/** Loads the types that `--dependents` asks for, in the order of the registry. Null: it was not given. */
export async function loadDependents(wanted: DependentsOptions | null): Promise<NamedDependent[]> {
  if (wanted === null) return []
  const { named, others } = wanted
  const ids = Object.keys(dependents).filter(id => others !== 'none' || named.includes(id))
  const loaded = ids.map(async id => ({
    id,
    dependent: await load<Dependent>(dependents, id),
    isNamed: named.includes(id),
  }))
  const all = await Promise.all(loaded)
  return all.filter(({ dependent, isNamed }) => isNamed || others === 'all' || dependent.effort === 'list')
}
