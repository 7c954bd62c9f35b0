import { TRAIL_ARCHIVE } from '../../model/gap.ts'
import { archiveOf, FREE } from '../archive.ts'
import { archiveOption, DIRECTORIES, DIRECTORY } from '../archive-option.ts'
import { type LocalArchive, localWords } from './local-archive.ts'

declare module '../../model/options/archive-options.ts' {
  interface ArchiveOptions {
    /** `--trail-archive` and `--trail-index` */
    archive: LocalArchive | null
  }
}

declare module '../../model/options/archives-request.ts' {
  interface ArchivesRequest {
    /** `--trail-archive`: directories with log files, copies or mounts of `AWSLogs/`. */
    trailArchive?: readonly string[]
    /** `--trail-index`: the directory that keeps what was read from log files; alone, only the index is searched. */
    trailIndex?: string
  }
}

/**
 * Log files of CloudTrail on disk. Complete for the time that the archive provably covers; it shows uses from any time.
 */
export const archive = archiveOf({
  name: 'log files of CloudTrail on disk',
  title: 'CloudTrail log files on disk (--trail-archive), where the archive is complete',
  required: { what: 'the log files of CloudTrail', by: '--trail-archive DIR' },
  options: {
    trailArchive: archiveOption({
      flags: '--trail-archive <dir>',
      help: 'Search the CloudTrail log files in this directory, a copy or mount of AWSLogs/; repeat for several',
      form: DIRECTORIES,
      fallback: [],
      excludes: ['demo'],
      inConfig: 'named',
      alsoCalled: ['cloudtrail-archive', 'trail-logs', 'archive'],
    }),
    trailIndex: archiveOption({
      flags: '--trail-index <dir>',
      help: 'Keep what was read from log files in this directory, so that later runs read only new files',
      form: DIRECTORY,
      fallback: null,
      excludes: ['demo'],
      inConfig: 'named',
      alsoCalled: ['archive-index'],
    }),
  },
  read: ({ trailArchive: trees, trailIndex: index }): LocalArchive | null =>
    trees.length === 0 && index === null ? null : { trees, index },
  words: localWords,
  sample: { trees: [], index: null },
  operation: TRAIL_ARCHIVE,
  operations: [],
  complete: true,
  provesSilence: () => true,
  showsPlaces: true,
  answersDependOn: option => option,
  estimate: async () => FREE,
  async open({ sample, processes, now, signal, onProgress }, option) {
    if (sample !== null) return sample
    const { openLocalEngine } = await import('../index-store/local-engine.ts')
    const engine = await openLocalEngine({ ...option, processes, now, signal, onProgress })
    onProgress(null)
    return engine
  },
})
