import { page, pageSize, WireError, type AnswerCall, type SimulatedCall } from '../../wire/call.ts'
import { described, resourcesFor } from './resources-for.ts'

/** How an operation returns a list in pages. */
export interface Listing {
  /** The parameter with the token of a page, or that and the member with the token of the next page, if there is one. */
  token?: string | readonly [into: string, from: string | null]
  /** The parameter with the size of a page, the least, the usual and the largest size. */
  size?: readonly [parameter: string, least: number, usual: number, most: number]
  /** Whether the token is the name or ARN of the last item: this member of it, or the item itself. */
  after?: string | true
  /** The member that is true if there is another page. */
  more?: string
  /** The operation that describes the items, if the list has nothing of its own. */
  of?: string
  /** Makes an item of what describes it. Left out: its name or ARN. */
  toItem?: (name: string, description: Record<string, unknown>) => unknown
  /** The parameter that names the resource to which the items belong. */
  within?: string
  /** Which items the call asks for. */
  wanted?: (item: Record<string, unknown>, call: SimulatedCall) => boolean
  /** More members of the answer, or a change of it. */
  toAnswer?: (answer: Record<string, unknown>, call: SimulatedCall) => Record<string, unknown>
}

/** Returns an operation that lists resources, page by page, in a member of its answer. */
export const listOf =
  (member: string, listing: Listing = {}): AnswerCall =>
  call => {
    const items = itemsOf(call, listing)
    const { shown, next } = pageOf(items, call, listing)
    const { token = 'NextToken', more, toAnswer = answer => answer } = listing
    const nextToken = typeof token === 'string' ? token : token[1]
    const answer = {
      [member]: shown,
      ...(more !== undefined && { [more]: next !== undefined }),
      ...(next !== undefined && nextToken !== null && { [nextToken]: next }),
    }
    return toAnswer(answer, call)
  }

function itemsOf(call: SimulatedCall, listing: Listing): readonly unknown[] {
  const { of, toItem = name => name, within, wanted } = listing
  const own = resourcesFor(call)
  const all = within === undefined ? own : described(own, call.input[within])
  if (all === undefined && of !== undefined)
    return Object.entries(resourcesFor(call, of) ?? {}).map(([name, one]) => toItem(name, one as never))
  const items = Array.isArray(all) ? (all as readonly unknown[]) : []
  return wanted === undefined ? items : items.filter(item => wanted(item as never, call))
}

function pageOf(
  items: readonly unknown[],
  call: SimulatedCall,
  { token = 'NextToken', size, after }: Listing,
): { shown: readonly unknown[]; next: string | undefined } {
  const wanted = sizeOf(call, size)
  const given = call.input[typeof token === 'string' ? token : token[0]]
  if (after === undefined) {
    const { items: shown, next } = page(items, call.operation, given, wanted, invalidToken(call))
    return { shown, next }
  }
  const nameOf = (item: unknown): unknown => (after === true ? item : (item as Record<string, unknown>)[after])
  const start = given === undefined ? 0 : items.findIndex(item => nameOf(item) === given) + 1
  const shown = items.slice(start, start + wanted)
  return { shown, next: start + wanted < items.length ? String(nameOf(shown.at(-1))) : undefined }
}

function sizeOf({ input, protocol }: SimulatedCall, size: Listing['size']): number {
  if (size === undefined) return Infinity
  const [parameter, least, usual, most] = size
  const invalid = protocol === 'ec2' || protocol === 'query' ? 'InvalidParameterValue' : 'ValidationException'
  const wanted = pageSize(input[parameter], usual, most, invalid)
  if (wanted >= least) return wanted
  throw new WireError(invalid, `Value ${wanted} for parameter ${parameter} is invalid: at least ${least}`)
}

const invalidToken = ({ protocol }: SimulatedCall): WireError =>
  protocol === 'ec2' || protocol === 'query'
    ? new WireError('InvalidParameterValue', 'Invalid token')
    : new WireError('ValidationException', 'Invalid token')
