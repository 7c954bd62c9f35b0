import type { GapRecord, TrailsByAccount } from '../../model/report/report.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import { toGapRecord } from '../../report/to-record.ts'
import { isInOtherPartition, placesOf } from '../enter/places.ts'
import { NO_MEMORY } from '../run/memory.ts'
import type { RunHost } from '../run/run-host.ts'
import { withRun } from '../run/with-run.ts'
import { readTrails } from './read-trails.ts'

/** Reads the trails of the accounts and Regions, without their keys. */
export const trailsAlone = (
  options: AuditOptions,
  host: RunHost,
): Promise<{ trails: TrailsByAccount; gaps: GapRecord[] }> =>
  withRun(options, host, async run => {
    const places = placesOf(run).map(client => ({ client, answered: !isInOtherPartition(client) }))
    return { trails: await readTrails(places, NO_MEMORY), gaps: run.gaps.all.map(toGapRecord) }
  })
