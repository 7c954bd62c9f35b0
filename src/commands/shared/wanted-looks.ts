import type { Check } from '../../checks/check.ts'
import { findingFormats } from '../../formats/index.ts'
import type { Options, WantedLooks } from '../../model/options/options.ts'
import { isReferenceFilter } from '../../model/report/references.ts'
import { isDispositionFilter } from '../../findings/gate-match.ts'

/** Returns which keys need a short CloudTrail lookup, given what the run shows and decides. */
export function wantedLooks(options: Options, selected: readonly Check[]): WantedLooks {
  return {
    states: [...new Set([...options.audit.looks.states, ...selected.flatMap(({ watches = [] }) => watches)])],
    inUse: showsKeysInUse(options),
    unused: goesByUse(options, selected),
  }
}

/** Whether keys in use can appear in the output or decide the exit code. CloudTrail cannot make such a key unused. */
const showsKeysInUse = ({ show: { only, failOn } }: Options): boolean =>
  only.every(isReferenceFilter) || only.includes('in_use') || !failOn.every(isDispositionFilter)

/**
 * Whether the output or the exit code depends on last use. Finding formats show it only through checks that read it.
 */
function goesByUse({ show, checks: { opa }, purpose }: Options, selected: readonly Check[]): boolean {
  const showsFindingsAlone =
    purpose === 'send-findings' ||
    (purpose === 'show' && show.outputs.every(({ format }) => (findingFormats as readonly string[]).includes(format)))
  if (
    !showsFindingsAlone ||
    opa !== null ||
    !show.only.every(isReferenceFilter) ||
    show.failOn.some(isDispositionFilter)
  )
    return true
  return selected.some(({ needs, goesByUse: goes }) => needs.includes('usage') || goes === true)
}
