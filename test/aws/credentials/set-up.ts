import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** What a user has on the machine and types: files, environment, arguments. */
export interface SetUp {
  /** Text of `~/.aws/config`. */
  config?: string
  /** Text of `~/.aws/credentials`. */
  credentials?: string
  /** How both and the other files are written: UTF-8 where it is left out. */
  encode?: (text: string) => Buffer
  /** Other files below the home directory, by path. */
  files?: Readonly<Record<string, string>>
  /** `{home}`, `{a}`, `{b}`, `{ca}`: the home directory, the addresses of two stand-ins, a bundle; also in files. `{local}`: instance and container. */
  env?: Readonly<Record<string, string>>
  /** Of kms-audit: `-p` and `-r` only. */
  argv?: readonly string[]
}

interface Machine {
  home: string
  env: Record<string, string>
  argv: readonly string[]
  remove: () => Promise<void>
}

/** Puts a set-up on disk, in a home directory of its own. `words`: what stands for `{a}`, `{b}`, … */
export async function prepared(setUp: SetUp, words: Readonly<Record<string, string>>): Promise<Machine> {
  const home = await mkdtemp(join(tmpdir(), 'kms-audit-home-'))
  const known: Readonly<Record<string, string>> = { ...words, home }
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (whole, word: string) => known[word] ?? whole)
  const files = {
    ...(setUp.config !== undefined && { '.aws/config': setUp.config }),
    ...(setUp.credentials !== undefined && { '.aws/credentials': setUp.credentials }),
    ...setUp.files,
  }
  for (const [name, text] of Object.entries(files)) {
    const path = join(home, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, setUp.encode?.(fill(text)) ?? fill(text))
  }
  const env = Object.fromEntries(Object.entries(setUp.env ?? {}).map(([name, value]) => [name, fill(value)]))
  return {
    home,
    env: { HOME: home, AWS_EC2_METADATA_DISABLED: 'true', ...env },
    argv: setUp.argv ?? [],
    remove: () => rm(home, { recursive: true, force: true }),
  }
}
