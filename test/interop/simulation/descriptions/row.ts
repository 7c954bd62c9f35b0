/** An operation that describes a resource, as the client of the SDK calls it. */
export interface DescriptionRow {
  client: string
  operation: string
  /** The operation in the form of SimResources. */
  resources: string
  /** The resource in the world. Left out: the operation has one answer. */
  name?: string
  answer: unknown
  input?: object
  /** The answer around the description. */
  as?: (answer: unknown) => unknown
  /** The error for a resource that does not exist. */
  lost?: string
}

export const within = (member: string) => (answer: unknown) => ({ [member]: answer })
export const inList = (member: string) => (answer: unknown) => ({ [member]: [answer] })
export const at = new Date('2026-11-01T12:30:00.000Z')

type Rest = Partial<DescriptionRow>
export const row = (
  client: string,
  service: string,
  operation: string,
  answer: unknown,
  rest: Rest = {},
): DescriptionRow => ({
  client,
  operation,
  resources: `${service}:${operation}`,
  answer,
  ...rest,
})
