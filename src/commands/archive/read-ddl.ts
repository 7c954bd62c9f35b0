import type { Input } from '../../cli/command.ts'
import type { liveOptions } from '../../cli/groups/index.ts'
import { outputsOf } from '../../cli/resolve/outputs.ts'
import { type Resolved, usageError } from '../../cli/settings.ts'
import { partitionOf } from '../../model/partition.ts'
import type { archiveCommandOptions } from './modes.ts'
import type { DdlRequest } from './request.ts'

/** Throws a usage error if the bucket is not named. */
export function ddlRequest(
  { settings }: Resolved<typeof liveOptions & typeof archiveCommandOptions>,
  { typed }: Input,
): DdlRequest {
  const { trailBucket: bucket, trailPrefix: prefix, trailOrg: organization, trailSince: since } = settings
  const {
    athena,
    athenaDigests: digests,
    athenaWorkgroup: workgroup,
    athenaOutput: output,
    policy,
    quiet,
    debug,
  } = settings
  if (bucket === null) throw usageError('archive ddl needs the bucket of the trail.', 'Name it: --trail-bucket NAME.')
  const { database, table, region } = athena ?? { database: 'default', table: 'kms_audit_trail', region: null }
  return {
    action: 'ddl',
    prints: policy ? 'policy' : 'table',
    access: {
      bucket,
      prefix: prefix ?? '',
      organization,
      database,
      table,
      digests,
      region,
      partition: partitionOf(region ?? ''),
      workgroup,
      output,
    },
    since,
    outputs: outputsOf(settings, typed),
    show: { quiet },
    debug,
  }
}
