import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { listArchive } from '../../../src/archives/local/list-archive.ts'
import { readFiles } from '../../../src/archives/local/read-files.ts'
import type { FileReading, ReadFile } from '../../../src/archives/local/trail-file.ts'
import { DECRYPT } from '../expected/expected-records.ts'
import { temporaryFolder } from '../index-store/tiny-archive.ts'

export const contentOf = (...records: readonly unknown[]): string => JSON.stringify({ Records: records })

const nameOf = (minute: string): string => `111122223333_CloudTrail_us-east-1_20240305T12${minute}Z_0123456789ABCDEF`

/** Writes a file between two good ones, which use the keys 01 and 02, and reads all three. */
export async function readBetween(content: string | Buffer, ending: string): Promise<(FileReading | undefined)[]> {
  const { signal } = new AbortController()
  const folder = temporaryFolder()
  writeFileSync(join(folder, `${nameOf('00')}.json.gz`), gzipSync(contentOf(DECRYPT('01', '05T10:00:00', 'e1'))))
  writeFileSync(join(folder, `${nameOf('05')}${ending}`), content)
  writeFileSync(join(folder, `${nameOf('10')}.json.gz`), gzipSync(contentOf(DECRYPT('02', '05T10:00:00', 'e2'))))
  const { files } = await listArchive([folder], signal)
  const read: ReadFile[] = []
  for await (const some of readFiles(files, { signal })) read.push(...some)
  return [nameOf('00'), nameOf('05'), nameOf('10')].map(
    name => read.find(({ file }) => file.name.startsWith(name))?.reading,
  )
}

export const keysIn = (reading: FileReading | undefined): string[] =>
  reading !== undefined && 'log' in reading ? reading.log.facts.map(({ key }) => key) : []
