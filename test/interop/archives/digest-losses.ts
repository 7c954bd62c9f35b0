import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { randomFrom } from '../../archives/generator/random.ts'
import type { Truth } from '../../archives/generator/write-archive.ts'

/** The files of one account, below a folder. */
export interface AccountFiles {
  folder: string
  digests: readonly string[]
  logs: readonly string[]
}

export const filesOf = (folder: string, { digests, logs }: Truth, account: string): AccountFiles => ({
  folder,
  digests: digests.filter(path => path.includes(`/${account}/`)),
  logs: logs.map(({ path }) => path).filter(path => path.includes(`/${account}/`)),
})

/** What is removed or changed. */
export type Loss = (files: AccountFiles) => void

/** The digest file of a Region whose hour ends then, such as `20240201T0900`. */
const digestAt = ({ digests }: AccountFiles, region: string, time: string): string =>
  known(digests.find(path => path.includes(`Digest_${region}_`) && path.includes(`_${time}`)))

const logAt = ({ logs }: AccountFiles, region: string, time: string): string =>
  known(logs.find(path => path.includes(`_CloudTrail_${region}_${time}`)))

function known(path: string | undefined): string {
  if (path === undefined) throw new Error('The archive does not have this file')
  return path
}

export const LOSSES: readonly (readonly [title: string, Loss])[] = [
  ['nothing is missing', () => {}],
  ['a digest file is missing', files => remove(files, digestAt(files, 'us-east-1', '20240201T0900'))],
  [
    'the first digest file of a month is missing',
    files => remove(files, digestAt(files, 'eu-west-1', '20240201T0000')),
  ],
  ['a log file is missing', files => remove(files, logAt(files, 'eu-west-1', '20240201T1'))],
  ['a log file of the home Region is missing', files => remove(files, logAt(files, 'us-east-1', '20240131T1'))],
  [
    'a digest file begins anew',
    files =>
      change(files, digestAt(files, 'us-east-1', '20240202T0500'), {
        previousDigestS3Object: null,
        previousDigestHashAlgorithm: null,
      }),
  ],
  [
    'a digest file is that of another account',
    files => change(files, digestAt(files, 'eu-west-1', '20240202T0700'), { awsAccountId: '999999999999' }),
  ],
  ['a backfill names a log file that is missing', files => addBackfill(files, 'us-east-1', '20240202T1200')],
  ['log files are unpacked', files => files.logs.slice(0, 8).forEach(path => unpackLog(files, path))],
  ['a second trail delivers to the same place', files => files.digests.forEach(path => shareWithOther(files, path))],
]

/** Some log and digest files are removed by chance. */
export const randomLoss =
  (seed: number): Loss =>
  files => {
    const random = randomFrom(seed)
    const all = random.chance(0.5) ? files.digests : files.logs
    for (let count = 1 + random.below(3); count > 0; count--) remove(files, all[random.below(all.length)] ?? '')
  }

/** The digest files name themselves as those of the trail of an organization. */
export const asOfOrganization: Loss = files =>
  files.digests.forEach(path =>
    change(files, path, { digestS3Object: path.replace('AWSLogs/', 'AWSLogs/o-exampleorgid/') }),
  )

const remove = ({ folder }: AccountFiles, path: string): void => rmSync(join(folder, path), { force: true })

function change(files: AccountFiles, path: string, fields: object): void {
  writeFileSync(join(files.folder, path), gzipSync(JSON.stringify({ ...contentOf(files, path), ...fields })))
}

const contentOf = ({ folder }: AccountFiles, path: string): { logFiles: object[] } =>
  JSON.parse(gunzipSync(readFileSync(join(folder, path))).toString()) as { logFiles: object[] }

/** Of two log files that a digest file names, the second is named by that of another trail, as if that had delivered it. */
function shareWithOther(files: AccountFiles, path: string): void {
  const { logFiles, ...rest } = contentOf(files, path)
  const other = path.replace('_years_', '_other_')
  cpSync(join(files.folder, path), join(files.folder, other))
  const previous = 'previousDigestS3Object' in rest ? String(rest.previousDigestS3Object) : ''
  change(files, other, {
    digestS3Object: other,
    ...(previous !== 'null' && { previousDigestS3Object: previous.replace('_years_', '_other_') }),
    logFiles: logFiles.filter((_, index) => isOthers(path, index)),
  })
  change(files, path, { logFiles: logFiles.filter((_, index) => !isOthers(path, index)) })
}

/** The other trail has the log files of some hours. */
const isOthers = (path: string, index: number): boolean => (Number(/T(\d\d)/.exec(path)?.[1]) + index) % 6 === 0

function addBackfill(files: AccountFiles, region: string, time: string): void {
  const path = digestAt(files, region, time)
  const copy = path.replace('.json.gz', '_backfill.json.gz')
  cpSync(join(files.folder, path), join(files.folder, copy))
  const account = /\/(\d{12})\//.exec(path)?.[1] ?? ''
  const s3Object = `x/${account}_CloudTrail_${region}_20240131T0005Z_0000000000000000.json.gz`
  const logFiles = [{ s3Object, hashAlgorithm: 'SHA-256', hashValue: 'ab'.repeat(32) }]
  change(files, copy, { digestS3Object: copy, logFiles })
}

function unpackLog({ folder }: AccountFiles, path: string): void {
  writeFileSync(join(folder, path.replace(/\.gz$/, '')), gunzipSync(readFileSync(join(folder, path))))
  rmSync(join(folder, path))
}
