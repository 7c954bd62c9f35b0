import { page, pageSize, WireError, type SimulatedCall } from '../../wire/call.ts'

/** Returns the members `member.1`, `member.2`, … of a list in a query request. */
export function listIn(input: SimulatedCall['input'], name: string): string[] {
  const items: string[] = []
  for (let number = 1; ; number++) {
    const item = input[`${name}.member.${number}`]
    if (item === undefined) return items
    items.push(String(item))
  }
}

/** Returns the items of the page that a call asks for, with what the answer says about the next page. */
export function markedPage<T>(
  items: readonly T[],
  { input, operation }: SimulatedCall,
): { items: readonly T[]; marks: { IsTruncated: boolean; Marker: string | undefined } } {
  const size = pageSize(input['MaxItems'], 100, 1000, 'ValidationError')
  const refusal = new WireError('ValidationError', `Invalid Marker: ${String(input['Marker'])}`)
  const { items: shown, next } = page(items, operation, input['Marker'], size, refusal)
  return { items: shown, marks: { IsTruncated: next !== undefined, Marker: next } }
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html */
export const noSuchEntity = (what: string, name: string): WireError =>
  new WireError('NoSuchEntity', `The ${what} with name ${name} cannot be found.`, 404)
