import { arn } from '../../../simulation/services/clients.ts'

/** An operation that lists, as the client of the SDK calls it. */
export interface ListRow {
  /** The client's package: `@aws-sdk/client-…` */
  client: string
  operation: string
  /** The operation in the form of SimResources. */
  resources: string
  member: string
  item: (number: number) => unknown
  input?: object
  /** The parameter with the size of a page, and the size. Left out: the operation has pages of this size only. */
  size?: readonly [parameter: string | null, size: number]
  /** The parameter with the token of a page, and the member with that of the next. */
  token?: readonly [into: string, from: string]
  /** The member whose list belongs to this resource. */
  within?: string
}

export const KEY = arn(1)
export const at = new Date('2026-11-01T12:30:00.000Z')
export const named =
  (member: string, more: object = { KmsKeyId: KEY }) =>
  (number: number) => ({ [member]: `n-${number}`, ...more })

export const marker = { size: ['MaxRecords', 20], token: ['Marker', 'Marker'] } as const
export const sized = (parameter = 'MaxResults', size = 5) => ({ size: [parameter, size] }) as const
export const lower = { size: ['maxResults', 2], token: ['nextToken', 'nextToken'] } as const

export function rows(
  client: string,
  service: string,
  ...operations: [operation: string, member: string, item: ListRow['item'], more?: Partial<ListRow>][]
): ListRow[] {
  return operations.map(([operation, member, item, more = {}]) => ({
    client,
    operation,
    resources: `${service}:${operation}`,
    member,
    item,
    ...more,
  }))
}
