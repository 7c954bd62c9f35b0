import { countNoun } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { RotationFunctionRecord, SecretsAssessment } from '../../model/assessments/secrets.ts'
import type { View } from '../format.ts'
import { labelledLines } from '../table/labelled-lines.ts'

/** Writes how often each rotation function failed. The numbers are those of the function, for whatever secret. */
export function* functionLines({ rotation_functions: functions }: SecretsAssessment, view: View): Generator<string> {
  if (functions.length === 0) return
  yield '\n'
  for (const [index, one] of functions.entries())
    yield `${labelledLines(index === 0 ? 'Functions' : '', functionText(one), view)}\n`
}

/** `rotate-db (us-east-1): 4 errors in 90 invocations of 90 days; rotates 2 secrets` */
export function functionText({ name, region, invocations, errors, days, secrets }: RotationFunctionRecord): string {
  const calls =
    invocations === null || errors === null
      ? 'errors unknown'
      : invocations === 0
        ? `not invoked in ${days} days`
        : `${countNoun(errors, 'error')} in ${countNoun(invocations, 'invocation')} of ${days} days`
  return safeText(`${name} (${region}): ${calls}; rotates ${countNoun(secrets, 'secret')}`)
}
