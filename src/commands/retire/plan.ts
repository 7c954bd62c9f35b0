import type { Mode } from '../../cli/command.ts'
import { accountOptions } from '../../cli/groups/accounts.ts'
import { archiveOptions } from '../../cli/groups/archives.ts'
import { dependentOptions } from '../../cli/groups/dependents.ts'
import { auditOptions, useOptions } from '../../cli/groups/evidence.ts'
import { messageOptions, outputOptions, showOptions } from '../../cli/groups/output.ts'
import { runOptions } from '../../cli/groups/pace.ts'
import { retireOptions } from '../../cli/groups/retire.ts'
import { option } from '../../cli/option.ts'
import { namesOf, pick, without } from '../../cli/option-set.ts'
import { runOptionsOf } from '../../cli/resolve/audit.ts'
import { resolveOwnSettings } from '../../cli/resolve/own-settings.ts'
import { supportedOutputs } from '../../cli/resolve/outputs.ts'
import { planFormats } from '../../formats/plan/index.ts'
import { withRetireNeeds } from '../shared/retire-needs.ts'
import type { RetireAction } from './action.ts'
import type { PlanRequest } from './plan/request.ts'

const PLAN_FORMATS = Object.keys(planFormats) as ['table', ...string[]]

const planOptions = {
  ...without(auditOptions, 'manager'),
  ...accountOptions,
  ...pick(useOptions, 'unusedDays', 'source', 'doubleCheck', 'maxPages', 'maxRate', 'pricePerKey'),
  ...archiveOptions,
  ...dependentOptions,
  ...retireOptions,
  ...pick(runOptions, 'fast', 'maxDuration', 'checkpoint', 'checkpointTtl'),
  from: option({
    ...showOptions.from,
    help: 'Plan from a report that was saved with -o json, without calling AWS (- reads stdin)',
    excludes: ['demo'],
  }),
  ...outputOptions(PLAN_FORMATS),
  strict: showOptions.strict,
  ...messageOptions,
}

/** Which part of a saved report is planned, and how. */
const planFromMode: Mode = {
  option: 'from',
  words: 'retire plan --from',
  takes: [
    ...(['region', 'accounts', 'excludeAccounts', 'key', 'excludeKey', 'tag'] as const),
    ...(['unusedDays', 'pricePerKey', 'from', 'output', 'outputFile', 'strict'] as const),
    ...namesOf(retireOptions),
    ...namesOf(without(messageOptions, 'logProgress')),
  ],
  typedOnly: ['region', 'accounts', 'excludeAccounts', 'key', 'excludeKey', 'tag', 'output', 'outputFile'],
  refusal: { hint: 'A saved report is planned as it is, without calling AWS.' },
}

export const planAction: RetireAction<PlanRequest> = {
  options: planOptions,
  hints: {
    checks: 'It reads everything that readiness needs.',
    only: 'The plan says for every key whether it can be retired.',
    manager: 'Only customer managed keys can be retired.',
  },
  modes: [planFromMode],
  examples: [
    { what: 'Try it on a simulated account', command: 'kms-audit retire plan --demo --out plan' },
    {
      what: 'Plan all Regions, and search all types of resources',
      command: 'kms-audit retire plan -r all --dependents all --out plan',
    },
    { what: 'Plan from a saved report', command: 'kms-audit retire plan --from keys.json --out plan' },
    { what: 'Show what to remove from stacks', command: 'kms-audit retire plan --from keys.json -o cloudformation' },
  ],
  read({ typed, env, config, mode, reads }) {
    const resolved = resolveOwnSettings(planOptions, { typed, env, config }, reads)
    const { settings } = resolved
    const outputs = supportedOutputs('retire plan', PLAN_FORMATS, settings, typed)
    const run = runOptionsOf({
      ...resolved,
      settings: { ...settings, output: [{ format: 'table' }], outputFile: null },
      typed,
      env,
      purpose: 'show',
      narrowsReport: mode !== null,
    })
    return {
      run: { ...run, audit: withRetireNeeds(run.audit) },
      outputs,
      out: settings.out,
      watchDays: settings.watchDays,
      waveSize: settings.waveSize,
      planTtlDays: settings.planTtl,
    }
  },
  async run(request, host) {
    const { runPlan } = await import('./plan/run.ts')
    return runPlan(request, host)
  },
}
