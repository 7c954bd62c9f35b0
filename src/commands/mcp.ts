import type { Command } from '../cli/command.ts'
import { liveOptions } from '../cli/groups/index.ts'
import { showOptions } from '../cli/groups/output.ts'
import { namesOf, pick, without } from '../cli/option-set.ts'
import { readsVariable } from '../cli/refusals.ts'
import { resolveOwnSettings } from '../cli/resolve/own-settings.ts'
import { usageError } from '../cli/settings.ts'
import type { McpRequest } from './mcp/request.ts'
import type { Host } from './shared/host.ts'

/** Options of an audit that can be fixed for all calls. */
const mcpOptions = without(
  liveOptions,
  ...namesOf(showOptions),
  ...(['estimate', 'checkpoint', 'checkpointTtl', 'severity', 'baseline'] as const),
  ...(['noProgress', 'logProgress', 'color', 'noColor', 'noConfig'] as const),
)

/** Accepted without an effect. */
const acceptedByMcp = pick(liveOptions, 'noProgress', 'noConfig')

export const mcp: Command<McpRequest, Host> = {
  summary: 'Serve audits to an assistant over MCP',
  description:
    'Serve audits to an assistant: a server for the Model Context Protocol (MCP) on stdin and stdout, which the ' +
    'assistant starts. Its tools only read: they estimate, audit, explain a key, and list and compare the results. ' +
    'Options given here are fixed for all calls. Profiles, roles, files and addresses can be given only here. ' +
    'Reports saved with -o json can be named, to read and compare them too.',
  operands: [
    {
      name: 'report.json',
      required: false,
      repeated: true,
      isFile: true,
      noun: 'report',
      hint: 'For example: kms-audit mcp 2026-10.json.',
    },
  ],
  options: mcpOptions,
  accepted: acceptedByMcp,
  texts: {
    accounts: 'Audit only these accounts of the organization',
    excludeAccounts: 'Exclude these accounts of the organization',
    checks: 'Run all checks in every audit (kms-audit checks lists them)',
    config: 'Read options from this YAML file (default: none)',
    maxDuration:
      'Stop each audit after this time, such as 90s, 20m or 2h; values not read in time are shown as Unknown',
  },
  // The assistant starts the server, often in a project that brings a file of its own.
  searchesNoConfig: true,
  refusal: {
    words: 'kms-audit mcp',
    hint: 'The assistant selects what it shows. See kms-audit mcp --help.',
  },
  examples: [
    { what: 'Serve the sample account', command: 'kms-audit mcp --demo' },
    { what: 'Serve one account in all Regions', command: 'kms-audit mcp -p audit -r all' },
    { what: 'Limit each audit to ten minutes', command: 'kms-audit mcp -p audit -r all --max-duration 10m' },
    { what: 'Serve two saved reports', command: 'kms-audit mcp 2026-10.json 2026-11.json' },
  ],
  exitCodes: false,
  read(input) {
    const { operands, typed, env, config } = input
    if (operands.includes('-'))
      throw usageError('kms-audit mcp cannot read a report from stdin, where the client is.', 'Name a file.')
    const { settings } = resolveOwnSettings({ ...mcpOptions, ...acceptedByMcp }, input, readsVariable(mcp, null))
    return { reports: operands, given: { typed, env, config }, quiet: settings.quiet, debug: settings.debug }
  },
  async run(request, host) {
    const { runMcp } = await import('./mcp/run.ts')
    return runMcp(request, host)
  },
}
