import { BadValue, flag, type Kind, textLike } from '../../cli/kinds/kind.ts'
import { option } from '../../cli/option.ts'
import { BUCKET_NAME } from '../../model/bucket-name.ts'
import type { Instant } from '../../model/time.ts'

/** `2021-06-01`, as the start of that day in UTC. */
const day: Kind<Instant> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const at = /^20\d\d-\d\d-\d\d$/.test(word) ? Date.parse(`${word}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at)) throw new BadValue('a day such as 2021-06-01', word)
  return at
}

/** The options of `kms-audit archive ddl`, besides `--athena`. */
export const ddlOptions = {
  trailBucket: option({
    flags: '--trail-bucket <name>',
    group: 'Archives of CloudTrail',
    help: 'With ddl: the S3 bucket of the trail',
    kind: textLike('the name of a bucket', new RegExp(`^${BUCKET_NAME}$`)),
    fallback: null,
    alsoCalled: ['bucket'],
  }),
  trailPrefix: option({
    flags: '--trail-prefix <prefix>',
    group: 'Archives of CloudTrail',
    help: 'With ddl: the prefix of the trail in its bucket, before AWSLogs/',
    kind: textLike('a prefix such as logs/cloudtrail', /^[^/'\s$][^'\s$]*[^/'\s$]$|^[^/'\s$]$/),
    fallback: null,
    alsoCalled: ['bucket-prefix', 'prefix'],
  }),
  trailOrg: option({
    flags: '--trail-org <id>',
    group: 'Archives of CloudTrail',
    help: 'With ddl: the ID of the organization, such as o-exampleorgid, for an organization trail',
    kind: textLike('the id of an organization such as o-exampleorgid', /^o-[a-z0-9]{10,32}$/),
    fallback: null,
    alsoCalled: ['organization-id'],
  }),
  trailSince: option({
    flags: '--trail-since <day>',
    group: 'Archives of CloudTrail',
    help: 'With ddl: the first day of the table, such as 2021-06-01 (default: three years ago)',
    kind: day,
    fallback: null,
  }),
  policy: option({
    flags: '--policy',
    group: 'Archives of CloudTrail',
    help: 'With ddl: print the IAM policy that kms-audit needs to search the table',
    kind: flag,
    fallback: false,
    alsoCalled: ['iam-policy'],
  }),
}
