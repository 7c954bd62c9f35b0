import type { Instant } from '../../../model/time.ts'
import { readDigestName } from '../../digests/digest-name.ts'

/** The account, the Region and the delivery of a log or digest file, by its address. Null: it is another file. */
export function filePlace(path: string): { account: string; region: string; at: Instant } | null {
  const [, account, region, day, hour] = NAME.exec(path) ?? []
  if (account === undefined || region === undefined || day === undefined || hour === undefined) {
    const digest = readDigestName(path.slice(path.lastIndexOf('/') + 1))
    return digest === null ? null : { account: digest.account, region: digest.region, at: digest.end }
  }
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
