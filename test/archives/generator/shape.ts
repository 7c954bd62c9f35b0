/** What `writeArchive` writes. */
export interface ArchiveShape {
  /** Equal seeds give equal archives. */
  seed: number
  accounts: readonly string[]
  regions: readonly string[]
  /** First day, such as `2024-01-01`. */
  since: string
  days: number
  /** Events of each day in each account and Region, of all services. */
  eventsPerDay: number
  /** Share of KMS among them. */
  kmsShare: number
  /** Keys of each account and Region. The last of them are never used. */
  keysPerPlace: number
  /** Whether the last key of each place is created five hours after the start. Those of others are older. */
  creations: boolean
  /** Log files of each day in each account and Region, if each of them has events. */
  filesPerDay: number
  /** Id of the organization, which is a part of the path. Null: an account's own trail. */
  organization: string | null
  /** Prefix of the trail in its bucket, such as `logs/cloudtrail`. Empty: none. */
  prefix: string
  partition: string
  trail: string
  /** Whether hourly digest files are written as well. */
  digests: boolean
  /** Times in which the trail does not log, from day (0 is the first) to day. Calls in them are in no file. */
  stops: readonly { from: number; to: number }[]
  /** Share of texts that a reader must survive, such as half of a surrogate pair. */
  hostile: number
  /** Level of gzip: 1 is fast. */
  level: number
}

export const SMALL: ArchiveShape = {
  seed: 1,
  accounts: ['111122223333', '444455556666'],
  regions: ['us-east-1', 'eu-west-1'],
  since: '2024-01-01',
  days: 3,
  eventsPerDay: 400,
  kmsShare: 0.2,
  keysPerPlace: 6,
  creations: false,
  filesPerDay: 24,
  organization: null,
  prefix: '',
  partition: 'aws',
  trail: 'years',
  digests: false,
  stops: [],
  hostile: 0.05,
  level: 6,
}

export const BUCKET = 'trail-logs-of-example'

/** The Region of the trail itself, where calls that change it are recorded. */
export const homeRegionOf = (shape: ArchiveShape): string => shape.regions[0] ?? 'us-east-1'
