import type { Command } from '../cli/command.ts'
import { accountOptions } from '../cli/groups/accounts.ts'
import { archiveOptions } from '../cli/groups/archives.ts'
import { analyzerOptions } from '../cli/groups/analyzer.ts'
import { checkOptions } from '../cli/groups/checks.ts'
import { dependentOptions } from '../cli/groups/dependents.ts'
import { auditOptions, useOptions } from '../cli/groups/evidence.ts'
import { guardOptions } from '../cli/groups/guard.ts'
import { liveOptions } from '../cli/groups/index.ts'
import { messageOptions, outputOptions, showOptions } from '../cli/groups/output.ts'
import { runOptions } from '../cli/groups/pace.ts'
import { publishOptions } from '../cli/groups/publish.ts'
import { principal } from '../cli/kinds/principal.ts'
import { option } from '../cli/option.ts'
import { pick, without } from '../cli/option-set.ts'
import { runOptionsOf } from '../cli/resolve/audit.ts'
import { supportedOutputs } from '../cli/resolve/outputs.ts'
import { readsVariable } from '../cli/refusals.ts'
import { resolveSettings, usageError } from '../cli/settings.ts'
import { permissionFormats } from '../formats/permissions/index.ts'
import { ASSESSMENT_KINDS } from '../model/assessments/assessment.ts'
import { ASSESSMENT_OPERATIONS } from '../model/assessments/operations.ts'
import { joinWithOr } from '../lib/text/lists.ts'
import { guardSettings } from './permissions/guard-settings.ts'
import type { PermissionsRequest } from './permissions/run.ts'
import { servingSettings } from './permissions/serving-settings.ts'
import { actualCosts } from '../cli/groups/actual-costs.ts'
import { otherReads } from './permissions/other-reads.ts'
import { RUN_OF } from './permissions/run-of.ts'
import { PUBLISH, sinksOf } from './permissions/sink-of.ts'
import { sinkOptions, sinks } from './shared/sinks.ts'
import type { Host } from './shared/host.ts'

const ASSESSED = ASSESSMENT_KINDS.filter(kind => ASSESSMENT_OPERATIONS[kind].length > 0)
const POLICY_FORMATS = Object.keys(permissionFormats) as [string, ...string[]]
const CALLER = option({
  flags: '--caller <arn>',
  group: 'Accounts',
  help: 'Who runs kms-audit, for the trust policy of the role: an account ID, or the ARN of a user or role',
  kind: principal,
  fallback: null,
  alsoCalled: ['principal', 'trusted-principal', 'auditor'],
})
/** The commands whose permissions are printed; `audit` is the default. */
const COMMANDS = ['audit', 'advise', ...ASSESSED, 'doctor', 'guard', 'key', 'mcp', 'publish', 'retire']
const own = { ...outputOptions(POLICY_FORMATS), caller: CALLER, actualCosts }

/** The options that decide what a run calls, or that people paste with them. */
const ownOptions = {
  ...sinkOptions,
  ...without(auditOptions, 'demo'),
  ...accountOptions,
  ...pick(liveOptions, 'inventoryFrom'),
  ...useOptions,
  ...archiveOptions,
  ...dependentOptions,
  ...checkOptions,
  ...analyzerOptions,
  dryRun: publishOptions.dryRun,
  ...pick(showOptions, 'failOn'),
  ...own,
  ...messageOptions,
}
/** Other options of the run are accepted, so that its command line can be pasted. */
const otherOptions = {
  ...without(showOptions, 'output', 'outputFile', 'from', 'failOn'),
  ...without(runOptions, 'estimate'),
  yes: publishOptions.yes,
  ...pick(guardOptions, 'days', 'cancelTag'),
}

export const permissions: Command<PermissionsRequest, Host> = {
  summary: 'Print the IAM policy that a run needs',
  description:
    'Print the least IAM policy for a run with exactly these options: for an audit, for kms-audit key with the key, for ' +
    'kms-audit publish with the destination, for kms-audit retire plan, for kms-audit guard check, or for another ' +
    'command that reads AWS. For an organization and for --role-arn, print the policy of the caller, and the role for the ' +
    'audited accounts with its trust policy. Makes no AWS calls.',
  operands: [
    {
      name: 'command',
      required: false,
      noun: 'command',
      values: COMMANDS,
      hint: `Use kms-audit permissions for an audit, or kms-audit permissions ${joinWithOr(COMMANDS.slice(1))}.`,
    },
    {
      name: 'name',
      required: false,
      repeated: true,
      noun: 'key or destination',
      offered: [...sinks.keys()],
      hint: PUBLISH,
    },
  ],
  options: ownOptions,
  accepted: otherOptions,
  borrows: true,
  texts: {
    accounts: 'Audit only these accounts of the organization',
    excludeAccounts: 'Exclude these accounts of the organization',
    dryRun: 'With publish: the permissions to print what would be sent, and to send nothing',
  },
  // The variables name files of reports.
  typedOnly: ['output', 'outputFile'],
  refusal: {
    words: 'permissions',
    hints: { demo: 'The demo needs no permissions.', from: '--from makes no AWS calls.' },
    hint: 'Use the options of the run whose permissions you need.',
  },
  examples: [
    {
      what: 'The policy for an audit of all Regions with all checks',
      command: 'kms-audit permissions -r all --checks',
    },
    {
      what: 'The roles of an organization for Terraform',
      command: 'kms-audit permissions --org --org-role A -o terraform',
    },
    { what: 'The policy for sending findings', command: 'kms-audit permissions publish security-hub -r all' },
  ],
  exitCodes: false,
  read(input) {
    const {
      operands: [name = 'audit', ...words],
      typed,
      env,
    } = input
    const resolved = resolveSettings(
      { ...sinkOptions, ...liveOptions, ...publishOptions, ...pick(guardOptions, 'days', 'cancelTag'), ...own },
      input,
      one =>
        (Object.hasOwn(ownOptions, one) || Object.hasOwn(otherOptions, one)) && readsVariable(permissions, null)(one),
    )
    const { settings } = resolved
    const chosen = sinksOf(name, words)
    if (chosen.length === 0 && (typed.has('dryRun') || typed.has('yes')))
      throw usageError(`--${settings.dryRun ? 'dry-run' : 'yes'} has no effect without publish.`, PUBLISH)
    const needsFindings = chosen.some(({ takes }) => takes === 'findings')
    const purpose = needsFindings ? 'send-findings' : chosen.length === 0 ? 'show' : 'send-report'
    const outputs = supportedOutputs('permissions', POLICY_FORMATS, settings, typed)
    const run = runOptionsOf({
      ...resolved,
      settings: {
        ...settings,
        ...(name === 'guard' && guardSettings(settings, resolved.set)),
        ...(name === 'key' && { checks: true, check: [], excludeCheck: [], key: words }),
        ...(name === 'mcp' && servingSettings(settings)),
        output: [{ format: 'table' }],
        outputFile: null,
      },
      typed,
      env,
      purpose,
      narrowsReport: false,
    })
    if (
      settings.caller !== null &&
      run.audit.accounts.organization === null &&
      run.audit.accounts.roleArns.length === 0
    )
      throw usageError('--caller has no effect without a role.', 'Add --org with --org-role, or --role-arn.')
    return {
      run: RUN_OF[name]?.(run) ?? run,
      outputs,
      caller: settings.caller,
      sending: chosen.filter(({ needs }) => needs === 'aws-sessions').flatMap(({ operations }) => operations),
      sendingAsCaller: chosen.filter(({ needs }) => needs === 'caller-session').flatMap(({ operations }) => operations),
      dryRun: settings.dryRun,
      reads: otherReads(name, run.audit, settings.actualCosts),
      assessment: ASSESSMENT_KINDS.find(kind => kind === name) ?? null,
    }
  },
  async run(request, host) {
    const { runPermissions } = await import('./permissions/run.ts')
    return runPermissions(request, host)
  },
}
