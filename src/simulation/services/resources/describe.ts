import { WireError, type AnswerCall } from '../../wire/call.ts'
import { described, resourcesFor } from './resources-for.ts'

interface Description {
  /** The member of the answer that holds the description. Left out: the answer is the description. */
  as?: string
  /** The error for a resource that does not exist. */
  missing?: string
  /** The HTTP status of that error. */
  status?: number
}

/** Returns an operation that describes one resource, named by one of these parameters. */
export const describeOne = (
  parameters: string | readonly string[],
  { as, missing = 'ResourceNotFoundException', status }: Description = {},
): AnswerCall => {
  const names = [parameters].flat()
  return call => {
    const named = names.map(name => call.input[name]).find(value => value !== undefined)
    const found = described(resourcesFor(call), named)
    if (found === undefined)
      throw new WireError(
        missing,
        `${String(named)} does not exist`,
        status ?? (call.protocol === 'rest-json' ? 404 : 400),
      )
    return as === undefined ? found : { [as]: found }
  }
}

interface Batch {
  /** The member of the answer that names what does not exist. Left out: the answer does not tell. */
  missing?: string
  /** How it names it. Left out: as the call does. */
  toMissing?: (name: string) => unknown
  /** The most names in one call. */
  most: number
  /** The operation whose descriptions these are, if this one has none of its own. */
  of?: string
}

/** Returns an operation that describes several resources, named by a list in this parameter. */
export const describeAll =
  (parameter: string, member: string, { missing, toMissing = name => name, most, of }: Batch): AnswerCall =>
  call => {
    const names = (call.input[parameter] ?? []) as readonly string[]
    if (names.length > most)
      throw new WireError('ValidationException', `${parameter} must have a length of at most ${most}`)
    const held = resourcesFor(call) ?? (of === undefined ? undefined : resourcesFor(call, of))
    const lost = names.filter(name => described(held, name) === undefined)
    return {
      [member]: names.map(name => described(held, name)).filter(found => found !== undefined),
      ...(missing !== undefined && { [missing]: lost.map(toMissing) }),
    }
  }

/** Returns an operation without a parameter: the answer of the Region, or this one. */
export const setting =
  (usual: unknown): AnswerCall =>
  call =>
    resourcesFor(call) ?? usual
