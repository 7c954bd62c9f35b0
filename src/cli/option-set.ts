import type { OptionEntry } from './option.ts'

/** Options by name: `outputFile`. */
export type OptionSet = Readonly<Record<string, OptionEntry>>

/** The names of the options, with their exact type. */
export const namesOf = <S extends object>(options: S): (keyof S & string)[] =>
  Object.keys(options) as (keyof S & string)[]

/** The options without some of them. */
export const without = <S extends object, N extends keyof S>(options: S, ...names: readonly N[]): Omit<S, N> =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !(names as readonly string[]).includes(name))) as Omit<
    S,
    N
  >

/** Some of the options. */
export const pick = <S extends object, N extends keyof S>(options: S, ...names: readonly N[]): Pick<S, N> =>
  Object.fromEntries(names.map(name => [name, options[name]])) as Pick<S, N>
