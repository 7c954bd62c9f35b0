/** The same fields; those that may be undefined are optional instead. */
export type Defined<T> = { [Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name] } & {
  [Name in keyof T as undefined extends T[Name] ? Name : never]?: Exclude<T[Name], undefined>
}

/** Returns the fields in their order, without those that are undefined. */
export function defined<T extends object>(fields: T): Defined<T> {
  const kept: Partial<T> = {}
  // Several times as fast as `Object.entries`, for records of which a report has hundreds of thousands.
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name]
  return kept as unknown as Defined<T>
}
