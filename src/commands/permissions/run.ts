import { needsOf } from '../../findings/load-checks.ts'
import { selectedChecks } from '../../findings/framework-checks.ts'
import { permissionFormats } from '../../formats/permissions/index.ts'
import { EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { load } from '../../lib/registry.ts'
import { showsUnicode } from '../../lib/process/terminal.ts'
import type { AssessmentKind } from '../../model/assessments/assessment.ts'
import { ASSESSMENT_OPERATIONS } from '../../model/assessments/operations.ts'
import { type Operation } from '../../model/operations/operations.ts'
import type { Options, Output } from '../../model/options/options.ts'
import { loadDependents } from '../../dependents/load-dependents.ts'
import { loadSources, type NamedSource } from '../../sources/load-sources.ts'
import type { Host } from '../shared/host.ts'
import { checkOutputs, surfaceOf, writeOutputs } from '../shared/outputs.ts'
import { unlisted } from '../../aws/session/regions.ts'
import { speaker } from '../shared/speaker.ts'
import type { OtherReads } from './other-reads.ts'
import { operationsToSend, permissionsOf } from './policies.ts'

export interface PermissionsRequest {
  /** The run whose permissions are printed. */
  run: Options
  outputs: readonly Output[]
  /** Who starts the run: an account ID or an ARN. Null: not given. */
  caller: string | null
  /** The operations of sinks that send to the audited accounts. Empty: nothing is sent there. */
  sending: readonly Operation[]
  /** The operations of sinks that send to the caller's account. */
  sendingAsCaller: readonly Operation[]
  dryRun: boolean
  /** The command whose permissions are printed, if its result is an assessment. Null: another command. */
  assessment: AssessmentKind | null
  /** What `kms-audit doctor`, `advise` and `mcp` read besides. */
  reads: OtherReads
}

/** Prints the least permissions for a run with the options of the request. */
export async function runPermissions(request: PermissionsRequest, { io }: Host): Promise<ExitCode> {
  const { run, outputs, caller } = request
  await checkOutputs(outputs)
  const checks = await selectedChecks(run.checks)
  const sources = await loadSources(run.audit)
  const shown = permissionsOf({
    options: {
      ...run.audit,
      needs: needsOf(checks, {
        asksOpa: run.checks.opa !== null,
        findsDependents: run.audit.dependents !== null,
        also: run.audit.needs,
      }),
    },
    sources,
    dependents: await loadDependents(run.audit.dependents),
    sending: operationsToSend(request.sending, request.dryRun),
    sendingAsCaller: operationsToSend(request.sendingAsCaller, request.dryRun),
    reads: request.reads,
    instead: insteadOf(request, sources),
    caller,
  })
  const render = async (output: Output): Promise<Iterable<string>> => {
    const format = await load(permissionFormats, output.format)
    return format.render(shown, { ...surfaceOf(output, run.show, io), unicode: showsUnicode(io.env) })
  }
  await writeOutputs(outputs, render, io)
  const say = speaker(run, io)
  for (const region of run.audit.regions ?? []) {
    const unknown = unlisted(region)
    if (unknown !== null) say.note([unknown.message, unknown.hint].join(' '))
  }
  if (shown.role !== null && shown.role.trusted === null && outputs.some(({ format }) => format === 'json'))
    say.note('Replace CALLER_ACCOUNT in the trust policy by the account that runs kms-audit, or add --caller.')
  return EXIT.ok
}

/** The operations of an assessment. Activity can be read from an archive. Null: there is an audit. */
function insteadOf(
  { assessment, run }: PermissionsRequest,
  sources: readonly NamedSource[],
): readonly Operation[] | null {
  if (assessment === null) return null
  const own = ASSESSMENT_OPERATIONS[assessment]
  if (assessment !== 'activity') return own
  const archives = sources.filter(({ id }) => id in run.audit.archives)
  return [...new Set([...own, ...archives.flatMap(({ source }) => source.operations)])]
}
