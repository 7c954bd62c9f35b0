/** A key as ListKeys returns it. */
export interface ListedKey {
  id: string
  arn: string
}

/** Aliases by the id of the key they point at, sorted. */
export type AliasesByKey = ReadonlyMap<string, readonly string[]>
