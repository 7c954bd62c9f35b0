import { posix } from 'node:path'
import type { Instant } from '../../../src/model/time.ts'
import type { ArchiveShape } from './shape.ts'

/** `20240131T0005Z`, or with seconds. */
export const stamp = (at: Instant, digits: 4 | 6): string => {
  const [day = '', time = ''] = new Date(at).toISOString().replaceAll(/[-:]/g, '').split('T')
  return `${day}T${time.slice(0, digits)}Z`
}

/** Path of a file in the bucket. */
export function pathOf(
  shape: ArchiveShape,
  kind: 'CloudTrail' | 'CloudTrail-Digest',
  account: string,
  region: string,
  at: Instant,
  name: string,
): string {
  const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '/')
  return posix.join(shape.prefix, 'AWSLogs', shape.organization ?? '', account, kind, region, day, name)
}
