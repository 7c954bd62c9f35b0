import { join } from 'node:path'
import { temporaryFolder } from '../../archives/index-store/tiny-archive.ts'
import { type Truth, writeArchive } from '../../archives/generator/write-archive.ts'
import { type Run, run } from '../../run.ts'
import { aWorld } from '../../simulation/services/clients.ts'

/** Runs `kms-audit archive`. */
export const archive = (...words: string[]): Promise<Run> => run(['archive', ...words], aWorld([]))

/** An archive of one account and Region with digest files, and where its index will be. */
export function anArchive(): { tree: string; index: string; truth: Truth } {
  const folder = temporaryFolder()
  const tree = join(folder, 'logs')
  const truth = writeArchive(tree, {
    accounts: ['111122223333'],
    regions: ['us-east-1'],
    days: 1,
    eventsPerDay: 200,
    filesPerDay: 8,
    digests: true,
  })
  return { tree, index: join(folder, 'index'), truth }
}

/** The options that name an archive and its index. */
export const named = ({ tree, index }: { tree: string; index: string }): string[] => [
  '--trail-archive',
  tree,
  '--trail-index',
  index,
]
