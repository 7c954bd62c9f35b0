import type { SimulatedCall } from '../../wire/call.ts'
import type { SimResources } from '../../world/sim-resources.ts'

/** Returns what an operation of the service answers with: the one that is called, if no other is named. */
export const resourcesFor = (
  { account, region, service, operation }: SimulatedCall,
  other = operation,
): SimResources[string] | undefined => account.regions[region]?.resources?.[`${service}:${other}`]

/** Finds what is listed or described for a resource: by its name or ARN as given, or by the last part of an ARN. */
export function described(answers: SimResources[string] | undefined, named: unknown): unknown {
  if (answers === undefined || Array.isArray(answers)) return undefined
  const held = answers as Readonly<Record<string, unknown>>
  const name = String(named ?? '')
  return held[name] ?? held[name.split(/[:/]/).at(-1) ?? '']
}
