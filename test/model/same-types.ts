/** Per name, whether both types are the same. */
export type Same<Left extends Record<keyof Right, unknown>, Right> = {
  [Name in keyof Right]: IsIdentical<Mutable<Left[Name]>, Mutable<Right[Name]>>
}

/** Assignability would not notice an optional field that only one side has. */
type IsIdentical<Left, Right> =
  (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false

/** Without `readonly`, which a schema cannot say, and with interfaces written out. */
type Mutable<T> = unknown extends T
  ? unknown
  : T extends readonly (infer Item)[]
    ? Mutable<Item>[]
    : T extends object
      ? { -readonly [Name in keyof T]: Mutable<T[Name]> }
      : T
