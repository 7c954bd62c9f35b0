import type { CheckBase } from '../checks/check.ts'
import type { CheckRecord } from '../model/report/scope.ts'

/** What a report says about a check that was run. */
export const checkRecord = ({ title, severity, why, docs, controls = [] }: CheckBase): CheckRecord => ({
  title,
  severity,
  why,
  docs,
  controls: controls.map(({ framework, id, about }) => ({
    framework,
    id,
    ...(about !== undefined && { resource_types: [...about] }),
  })),
})
