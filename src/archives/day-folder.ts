import { dayText } from '../model/time.ts'
import type { ArchivePlace } from './archive-place.ts'
import { trailFileOf } from './local/file-name.ts'

/** The directory of log files, and that of digest files. */
export type FileKind = 'CloudTrail' | 'CloudTrail-Digest'

/**
 * The directory of the files of a day, below the directory of the accounts:
 * `111122223333/CloudTrail/us-east-1/2024/02/17/`.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
export const dayFolder = ({ account, region }: ArchivePlace, kind: FileKind, day: string): string =>
  `${account}/${kind}/${region}/${day}/`

/** `2024/02/17`, from the time in the name of a log file or digest file. Null: it is not the name of one. */
export function dayIn(name: string): string | null {
  const file = trailFileOf(name, 0)
  return file && dayText(file.deliveredAt).replaceAll('-', '/')
}
