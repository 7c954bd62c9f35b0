import type { CheckRecord } from '../../model/report/report.ts'
import type { Subject } from './subject.ts'

/** Returns the controls of the check of a finding, without those that are about other types of resources. */
export const controlsOf = ({ check, finding: { resource } }: Subject): CheckRecord['controls'] =>
  (check?.controls ?? []).filter(
    ({ resource_types: types }) => types === undefined || resource === undefined || types.includes(resource.type),
  )
