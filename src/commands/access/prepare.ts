import type { AccessQuestion } from '../../collect/access/question.ts'
import type { Options } from '../../model/options/options.ts'

/**
 * Keys and secrets that are named by their ARNs say in which Region to look, unless Regions are named. Keys do not limit
 * which accounts are entered, because a key can be in another account than the principal.
 */
export function prepared(run: Options, { keys, secrets }: AccessQuestion): Options {
  const named = [...keys, ...secrets]
  const ofArns = named.flatMap(name => (name.startsWith('arn:') ? [name.split(':')[3] ?? ''] : []))
  const isFixed = named.length > 0 && ofArns.length === named.length
  const regions = run.audit.regions ?? (isFixed ? [...new Set(ofArns)] : null)
  return { ...run, audit: { ...run.audit, keys: [], regions } }
}
