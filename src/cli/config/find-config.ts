import { lstat, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CONFIG_NAME } from './config.ts'

/**
 * Searches the config file: in a git repository from this directory up to the root of the repository, elsewhere only in
 * this directory. Returns the path of the nearest one, or null.
 */
export async function findConfig(directory: string): Promise<string | null> {
  for (const each of await searchedDirectories(directory)) {
    const path = join(each, CONFIG_NAME)
    if (await isFile(path)) return path
  }
  return null
}

/** Other users may be able to write to directories outside of the repository. */
export async function searchedDirectories(directory: string): Promise<string[]> {
  const above = withParents(directory)
  for (const [at, each] of above.entries()) if (await exists(join(each, '.git'))) return above.slice(0, at + 1)
  return [directory]
}

function withParents(directory: string): string[] {
  const parent = dirname(directory)
  return parent === directory ? [directory] : [directory, ...withParents(parent)]
}

/** In a worktree or a submodule, `.git` is a file. */
const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )

/** Reading a pipe would wait for its writer. */
const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isFile(),
    () => false,
  )
