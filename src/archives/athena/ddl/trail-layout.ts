import type { Instant } from '../../../model/time.ts'
import type { ArchivePlace } from '../../archive-place.ts'
import { dayFolder, type FileKind } from '../../day-folder.ts'

/**
 * Where the log files of a trail lie.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
export interface TrailLayout {
  bucket: string
  /** Prefix of the trail in its bucket, without slashes at its ends. Empty: none. */
  prefix: string
  /** Id of the organization whose trail it is. Null: a trail of accounts. */
  organization: string | null
}

/** The table to create. */
export interface TableToCreate extends TrailLayout {
  database: string
  table: string
  /** The Regions with records in the table. */
  regions: readonly string[]
  /** The first day with records in the table. */
  since: Instant
}

/** `logs/AWSLogs/o-exampleorgid/`: the beginning of the name of every file of the trail. */
export const rootOf = ({ prefix, organization }: TrailLayout): string =>
  [prefix, 'AWSLogs', organization ?? '', ''].filter((part, index) => part !== '' || index === 3).join('/')

/** The beginning of the names of the log files, or of the digest files, of a day. */
export const dayPrefix = (
  layout: TrailLayout,
  { day, kind = 'CloudTrail', ...place }: ArchivePlace & { day: string; kind?: FileKind },
): string => `${rootOf(layout)}${dayFolder(place, kind, day)}`

/**
 * Reads the layout of a table's files from its property `storage.location.template`. Null: it is not that of a trail.
 */
export function layoutOf(template: string): TrailLayout | null {
  const [, bucket, path] =
    /^s3:\/\/([^/]+)\/(.*)\$\{acct\}\/CloudTrail(?:-Digest)?\/\$\{region\}\/\$\{day\}\/?$/.exec(template) ?? []
  if (bucket === undefined || path === undefined) return null
  const [, prefix = '', organization = null] = /^(?:(.+)\/)?AWSLogs\/(?:(o-[a-z0-9]+)\/)?$/.exec(path) ?? []
  return rootOf({ bucket, prefix, organization }) === path ? { bucket, prefix, organization } : null
}
