import { constants } from 'node:fs'
import { access, lstat, open, readlink, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** What `--output-file` names. */
export type OutputTarget =
  /** A device or a named pipe, which is written directly. */
  | { kind: 'stream'; path: string }
  /** A file that does not exist yet. */
  | { kind: 'new'; path: string }
  | { kind: 'file'; path: string; mode: number; uid: number; gid: number }
  | { kind: 'folder'; path: string }

/** Follows symbolic links, even to a file that does not exist yet, so that a link stays a link. */
export async function resolveOutputTarget(path: string): Promise<OutputTarget> {
  const found = await stat(path).catch(undefinedIfMissing)
  if (found?.isDirectory() || path.endsWith('/')) return { kind: 'folder', path }
  if (found !== undefined && (!found.isFile() || (await isDescriptor(path)))) return { kind: 'stream', path }
  const place = await endOfLinks(path)
  if (found === undefined) return { kind: 'new', path: place }
  return { kind: 'file', path: place, mode: found.mode & 0o777, uid: found.uid, gid: found.gid }
}

/** Fails as writing would fail, and changes nothing. A pipe is not opened, because its reader would notice. */
export async function tryToWrite(target: OutputTarget): Promise<void> {
  if (target.kind === 'stream') return access(target.path, constants.W_OK)
  if (target.kind === 'file') await (await open(target.path, constants.O_WRONLY)).close()
}

/**
 * Whether the path is an open descriptor, such as `/dev/fd/3`. Output must go to the descriptor, not to another file
 * with its name.
 */
async function isDescriptor(path: string): Promise<boolean> {
  const place = join(await realpath(dirname(path)), basename(path))
  return /^\/(dev|proc\/.+)\/fd\/\d+$|^\/dev\/std(out|err)$/.test(place)
}

const MOST_LINKS = 40

async function endOfLinks(path: string, followed = 0): Promise<string> {
  const place = join(await realpath(dirname(path)), basename(path))
  const found = await lstat(place).catch(undefinedIfMissing)
  if (!found?.isSymbolicLink() || followed > MOST_LINKS) return place
  const next = await readlink(place)
  return endOfLinks(next.startsWith('/') ? next : join(dirname(place), next), followed + 1)
}

function undefinedIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
