import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Instant } from '../../../src/model/time.ts'
import { pathOf, stamp } from './paths.ts'
import type { World } from './plan-day.ts'
import type { Random } from './random.ts'
import type { JsonRecord } from './records.ts'
import type { ArchiveShape } from './shape.ts'

export interface WrittenLog {
  /** Below the folder of the archive. */
  path: string
  account: string
  region: string
  deliveredAt: Instant
  records: number
  /** Of the uncompressed content. */
  sha256: string
  /** `eventTime` of the oldest and the newest record. */
  oldest: string
  newest: string
}

export function writeLog(
  random: Random,
  folder: string,
  shape: ArchiveShape,
  { account, region }: World,
  deliveredAt: Instant,
  records: readonly JsonRecord[],
): WrittenLog {
  const unique = random.hex(16).toUpperCase()
  const name = `${account}_CloudTrail_${region}_${stamp(deliveredAt, 4)}_${unique}.json.gz`
  const path = pathOf(shape, 'CloudTrail', account, region, deliveredAt, name)
  const text = JSON.stringify({ Records: records })
  writeGzip(join(folder, path), text, shape.level)
  const times = records.map(({ eventTime }) => String(eventTime)).toSorted()
  return {
    path,
    account,
    region,
    deliveredAt,
    records: records.length,
    sha256: sha256(text),
    oldest: times.at(0) ?? '',
    newest: times.at(-1) ?? '',
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export function writeGzip(path: string, text: string, level: number): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, gzipSync(text, { level }))
}
