import type { Instant } from '../../../model/time.ts'

/** The account, the Region and the delivery of a log file, by its address. Null: it is not a log file of CloudTrail. */
export function logFilePlace(path: string): { account: string; region: string; at: Instant } | null {
  const [, account, region, day, hour] = NAME.exec(path) ?? []
  if (account === undefined || region === undefined || day === undefined || hour === undefined) return null
  const at = Date.UTC(
    Number(day.slice(0, 4)),
    Number(day.slice(4, 6)) - 1,
    Number(day.slice(6)),
    Number(hour.slice(0, 2)),
    Number(hour.slice(2)),
  )
  return { account, region, at }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html */
const NAME = /\/(\d{12})_CloudTrail_([a-z0-9-]+)_(\d{8})T(\d{4})Z_[^/]*$/
