import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ArchiveStatus } from '../../../src/model/archive/archive-status.ts'
import type { KeyStatus } from '../../../src/model/archive/key-status.ts'
import { DAY, HOUR, type Instant } from '../../../src/model/time.ts'
import { temporaryFolder } from '../../archives/index-store/tiny-archive.ts'
import type { ArchiveShape } from '../../archives/generator/shape.ts'
import { CREATION, type Truth, writeArchive } from '../../archives/generator/write-archive.ts'
import { run } from '../../run.ts'
import { aWorld } from '../../simulation/services/clients.ts'

export const ACCOUNT = '111122223333'
/** The Region of the key, which is not that of the trail. */
export const PLACE = 'eu-west-1'

/** The log of two Regions, with the creation of a key that is never used, and no file missing. */
export interface Life {
  folder: string
  tree: string
  /** ARN. */
  key: string
  createdAt: Instant
  /** The archive was just copied. */
  now: Instant
  /** Paths of all files below the tree. */
  files: readonly string[]
  truth: Truth
}

export function aLife(given: Partial<ArchiveShape> = {}): Life {
  const folder = temporaryFolder()
  const tree = join(folder, 'logs')
  const regions = ['us-east-1', PLACE]
  const shape = { accounts: [ACCOUNT], regions, days: 1, eventsPerDay: 150, filesPerDay: 6, keysPerPlace: 2 }
  const truth = writeArchive(tree, { ...shape, creations: true, digests: true, ...given })
  const start = Date.parse(`${truth.shape.since}T00:00:00Z`)
  const last = Math.max(...truth.logs.map(({ deliveredAt }) => deliveredAt))
  const end = start + (Math.floor((last - start) / HOUR) + 1) * HOUR
  return {
    folder,
    tree,
    key: truth.keys.get(`${ACCOUNT}/${PLACE}`)?.at(-1) ?? '',
    createdAt: start + CREATION,
    now: Math.max(end, start + DAY) + HOUR / 4,
    files: filesBelow(tree),
    truth,
  }
}

const filesBelow = (tree: string): string[] =>
  readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(tree.length + 1))
    .toSorted()

/** Runs `archive status` a quarter of an hour after the last file was delivered. */
export const statusAt = (now: Instant, ...words: string[]) =>
  run(['archive', 'status', ...words], aWorld([]), { machine: () => now })

export async function documentOf(now: Instant, ...words: string[]): Promise<ArchiveStatus> {
  const { exit, out, err } = await statusAt(now, ...words, '-o', 'json')
  if (exit !== 0) throw new Error(err)
  return JSON.parse(out) as ArchiveStatus
}

export async function keyIn(life: Pick<Life, 'tree' | 'key' | 'now'>): Promise<KeyStatus> {
  const { keys } = await documentOf(life.now, '--trail-archive', life.tree, '--key', life.key)
  if (keys?.[0] === undefined) throw new Error('no key')
  return keys[0]
}

/** Moves files out of the archive, or back. */
export function moveFiles(from: string, to: string, files: readonly string[]): void {
  for (const file of files) {
    if (!existsSync(join(from, file))) continue
    mkdirSync(dirname(join(to, file)), { recursive: true })
    renameSync(join(from, file), join(to, file))
  }
}
