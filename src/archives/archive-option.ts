/** An option about an archive: of the command line, and by the same name of requests to the library. */
export interface ArchiveOption<Value = unknown, Fallback = unknown> {
  /** `--lake <id>` */
  flags: string
  help: string
  form: Form<Value>
  /** The value of an option that is not given. */
  fallback: Fallback
  /**
   * Names of other options of the archive. This one has no effect unless one of them is given. Left out: the option alone
   * names the archive.
   */
  needs?: readonly string[]
  /** Long names of options that cannot be used with this one: `demo`. */
  excludes?: readonly string[]
  /** Names of the same option in other tools, for suggestions. */
  alsoCalled?: readonly string[]
  /** Only a config file that the user named can set it. Left out: any config file. */
  inConfig?: 'named'
}

/** How the value of an option is written. */
export interface Form<Value> {
  /** What the option takes, in words: `a location such as s3://bucket/prefix/`. */
  expected: string
  /** Returns the value of one or more words. Null: they are not valid. */
  read(words: readonly string[]): Value | null
  /** Each word is the path of a file or directory. */
  isPath?: true
  /** What a list contains, in words, if the option can be repeated: `directories`. */
  list?: string
}

export type ArchiveOptionSet = Readonly<Record<string, ArchiveOption>>

/** The value of every option. */
export type ArchiveValues<Options> = {
  readonly [Name in keyof Options]: Options[Name] extends ArchiveOption<infer Value, infer Fallback>
    ? Value | Fallback
    : never
}

/** Returns the entry. Its type keeps the exact types of the value and of the fallback. */
export const archiveOption = <Value, const Fallback extends Value | null>(
  entry: ArchiveOption<Value, Fallback>,
): ArchiveOption<Value, Fallback> => entry

/** One word. If an option is repeated, its last word counts. */
export const word = <Value>(expected: string, read: (word: string) => Value | null): Form<Value> => ({
  expected,
  read: words => read(words.at(-1)?.trim() ?? ''),
})

const isBlank = (text: string): boolean => text.trim() === ''

export const DIRECTORY: Form<string> = {
  expected: 'the path of a directory',
  isPath: true,
  read(words) {
    const name = words.at(-1) ?? ''
    return isBlank(name) ? null : name
  },
}

/** Each word is one directory, because the name of a directory can contain a comma. */
export const DIRECTORIES: Form<readonly string[]> = {
  expected: 'the path of a directory',
  isPath: true,
  list: 'directories',
  read: words => (words.some(isBlank) ? null : [...new Set(words)]),
}

const BYTE_UNITS: Readonly<Record<string, number>> = { '': 1, MB: 1e6, GB: 1e9, TB: 1e12 }

/** A number of bytes: `500GB`, `1.5TB` or `1000000000`. */
export const BYTES: Form<number> = word('a number of bytes such as 500GB or 2TB', text => {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([MGT]B)?$/i.exec(text) ?? []
  const bytes = Math.round(Number(number) * (BYTE_UNITS[unit.toUpperCase()] ?? 0))
  return number === '' || bytes < 1 || !Number.isSafeInteger(bytes) ? null : bytes
})

/** `audit.trail@eu-west-1`, or the name alone. */
export const atRegion = (name: string, region: string | null): string => (region === null ? name : `${name}@${region}`)
