/** A bucket whose objects are computed when they are listed, because an organization's trail has hundreds of millions. */
export interface SimListing {
  /** Returns the objects whose names begin so, sorted by name. */
  objects: (prefix: string) => readonly SimListedObject[]
  /** Returns the beginnings that these names share up to the next slash, sorted. */
  folders: (prefix: string) => readonly string[]
}

export interface SimListedObject {
  key: string
  /** Bytes. */
  size: number
}
