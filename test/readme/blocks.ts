import { joinWithAnd } from '../../src/lib/text/lists.ts'
import type { PolicyDocument } from '../../src/model/options/permissions.ts'
import { type Commands, commandsIn } from '../../src/cli/command.ts'
import { termsOf } from '../../src/cli/help.ts'
import * as commands from '../../src/commands/index.ts'
import { frameworks } from '../../src/checks/frameworks.ts'
import { diffGate, DIFF_GATE_WORDS } from '../../src/model/history/diff-gate.ts'
import { formats } from '../../src/formats/index.ts'
import { load } from '../../src/lib/registry.ts'
import { REASON_RULES } from '../../src/retirement/readiness/readiness-of.ts'
import { wrap } from '../../src/lib/text/wrap.ts'
import { configOptionsMarkdown, exitCodesMarkdown, optionsMarkdown, tableOf } from './markdown.ts'
import { sources } from '../../src/sources/index.ts'
import * as sinks from '../../src/sinks/index.ts'
import type { Source } from '../../src/sources/source.ts'
import { main } from '../../src/main.ts'
import { SAMPLE_REGIONS, sampleWorld } from '../../src/simulation/sample/sample-account.ts'
import { memoryIo } from '../memory-io.ts'
import { run } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import { actionMarkdown } from './action.ts'
import { assessmentChecks } from '../../src/checks/assessments.ts'
import { ASSESSMENT_OPERATIONS } from '../../src/model/assessments/operations.ts'
import { ASSESSMENT_KINDS } from '../../src/model/assessments/assessment.ts'
import { assessmentChecksMarkdown, checkDetailsMarkdown, checksMarkdown } from './checks.ts'
import { adviceKinds } from '../../src/advice/index.ts'
import { FACTS } from '../../src/advice/shared/facts.ts'
import { dependentsMarkdown } from './dependents.ts'
import { anchorOf, readme } from './documents.ts'
import { reportFieldsMarkdown } from './report-fields.ts'
import { TEMPLATE_FIELDS } from '../../src/sinks/webhook/template-values.ts'
import { browseScreen } from './browse.ts'
import { mcpScreen, mcpToolsMarkdown } from './mcp.ts'
import { messageScreen } from './message-screen.ts'
import { ticketScreen } from './ticket-screen.ts'
import { watchScreen } from './watch-screen.ts'

/** The day of the README's screen. */
export const NOW = Date.UTC(2026, 10, 20, 14, 30)

/** A few types, so that the screen fits on a page, and none whose keys are audited, which takes longer. */
const COMPLIANCE_DEMO = ['compliance', '--types', 'ebs-volume,rds-instance,dynamodb-table,sqs-queue', '-q']

const registry = commandsIn(commands as Commands)

/** What stands between `<!-- name -->` and `<!-- /name -->`, written anew by the program. */
export const blocks: Readonly<Record<string, () => string | Promise<string>>> = {
  contents: () => contentsMarkdown(readme),
  screen: async () => fenced('', await screen()),
  'key-screen': async () => fenced('', await keyScreen()),
  'plan-screen': async () => fenced('', await withFewGrants(['retire', 'plan'])),
  'watch-screen': async () => fenced('', await watchScreen()),
  'compliance-screen': async () => fenced('', await demo(COMPLIANCE_DEMO)),
  'advise-screen': async () => fenced('', await withFewGrants(['advise'])),
  'advice-kinds': adviceKindsMarkdown,
  'quotas-screen': async () => fenced('', await demo(['quotas'])),
  readiness: readinessMarkdown,
  'retire-policy': async () => fenced('json', policyText(await policyFor(['retire']))),
  'guard-change': async () => fenced('diff', changeIn(await demo(['guard', 'statement', '--key', 'feature-store']))),
  'guard-check': async () => fenced('', await demo(['guard', 'check', '-q', '--days', '90'])),
  dependents: dependentsMarkdown,
  'dependents-policy': async () =>
    fenced('json', policyText(await policyFor(['--dependents', 'all'], 'KmsAuditDependents'))),
  commands: commandsMarkdown,
  formats: formatsMarkdown,
  checks: checksMarkdown,
  'check-details': checkDetailsMarkdown,
  ...assessmentBlocks(),
  'check-policy': async () =>
    fenced('json', policyText(await policyFor(['--checks'], 'KmsAuditChecks', 'KmsAuditAccountChecks'))),
  frameworks: frameworksMarkdown,
  'action-inputs': () => actionMarkdown('inputs'),
  'action-outputs': () => actionMarkdown('outputs'),
  'browse-screen': async () => fenced('', await browseScreen()),
  'mcp-tools': mcpToolsMarkdown,
  'mcp-screen': async () => fenced('', await mcpScreen()),
  sinks: sinksMarkdown,
  'template-fields': () => `${wrap(`The fields are ${listOfCode(TEMPLATE_FIELDS)}.`, 118).join('\n')}\n`,
  'ticket-screen': async () => fenced('', await ticketScreen()),
  'message-screen': async () => fenced('', await messageScreen()),
  'publish-policy': async () =>
    fenced('json', policyText(await policyFor(['publish', 'security-hub'], 'KmsAuditPublish'))),
  policy: async () => fenced('json', policyText(await policyFor(['-r', 'all']))),
  sources: sourcesMarkdown,
  options: optionsMarkdown,
  'config-options': configOptionsMarkdown,
  'report-fields': reportFieldsMarkdown,
  'exit-codes': exitCodesMarkdown,
  'diff-gates': diffGatesMarkdown,
}

/** The checks and the policy of each command that assesses resources. */
function assessmentBlocks(): Readonly<Record<string, () => Promise<string>>> {
  const checked = ASSESSMENT_KINDS.filter(kind => Object.keys(assessmentChecks[kind]).length > 0)
  const reading = ASSESSMENT_KINDS.filter(kind => ASSESSMENT_OPERATIONS[kind].length > 0)
  return {
    ...Object.fromEntries(checked.map(kind => [`checks-${kind}`, () => assessmentChecksMarkdown(kind)])),
    ...Object.fromEntries(
      reading.map(kind => [`${kind}-policy`, async () => fenced('json', policyText(await policyFor([kind])))]),
    ),
  }
}

const MARKED = /^<!-- ([\w-]+) -->\n[^]*?^<!-- \/\1 -->$/gm

/** Names of the marked blocks, in their order. */
export const markedIn = (text: string): string[] => Array.from(text.matchAll(MARKED), ([, name = '']) => name)

/** The same text with every block that the program can write in its present words. */
export async function renewed(text: string): Promise<string> {
  const written = new Map<string, string>()
  for (const name of markedIn(text)) {
    const block = await blocks[name]?.()
    if (block !== undefined) written.set(name, block)
  }
  return text.replace(MARKED, (old, name: string) => {
    const block = written.get(name)
    return block === undefined ? old : `<!-- ${name} -->\n${block}<!-- /${name} -->`
  })
}

/** The policy that `kms-audit permissions` prints for these words, or only the statements with these Sids. */
async function policyFor(words: readonly string[], ...sids: readonly string[]): Promise<PolicyDocument> {
  const io = memoryIo()
  await main(['permissions', ...words], io, () => NOW)
  const { Version, Statement } = JSON.parse(io.out()) as PolicyDocument
  return { Version, Statement: Statement.filter(({ Sid = '' }) => sids.length === 0 || sids.includes(Sid)) }
}

/** What `--demo` prints in a terminal of 80 columns, without colors. */
async function screen(): Promise<string> {
  const io = memoryIo({ tty: true, columns: 80, env: { NO_COLOR: '1' } })
  await main(['--demo', '--no-progress'], io, () => NOW)
  return io.out()
}

/** What a command prints about the sample account in a terminal of 80 columns, without colors. */
async function demo(words: readonly string[]): Promise<string> {
  const io = memoryIo({ tty: true, columns: 80, env: { NO_COLOR: '1' } })
  await main([...words, '--demo', '--no-progress'], io, () => NOW)
  return io.out()
}

/** The diff of a key policy, with what is said about it, without the commands. */
const changeIn = (text: string): string => text.slice(text.indexOf('---'), text.indexOf('\ncat > '))

/** What `kms-audit key` prints about a key of the sample account, without waiting for quotas. */
async function keyScreen(): Promise<string> {
  const io = memoryIo({ tty: true, columns: 80, env: { NO_COLOR: '1', AWS_REGION: 'us-east-1' } })
  return (await run(['key', 'orders', '--no-progress', '--max-rate', 'LookupEvents=200'], sampleWorld(NOW), { io })).out
}

/** What a command prints about the sample account, without saying anything about the key with 40,100 grants. */
async function withFewGrants(words: readonly string[]): Promise<string> {
  const io = memoryIo({ tty: true, columns: 80, env: { NO_COLOR: '1' } })
  const argv = [...words, '-q', '--no-progress', '-r', SAMPLE_REGIONS.join(), '--max-rate', 'LookupEvents=200']
  return (await run(argv, sampleWithFewGrants(NOW), { io })).out
}

/** Every reason why a key is not ready. */
function readinessMarkdown(): string {
  const rows = REASON_RULES.map(({ id, level, title }) => [`\`${id}\``, level, title])
  return tableOf(['Reason', 'Readiness', 'When'], rows)
}

/** A link to each section of the README; no link is broken into two lines. */
function contentsMarkdown(text: string): string {
  const links = Array.from(text.matchAll(/^## (.*)$/gm), ([, heading = '']) => `[${heading}](#${anchorOf(heading)})`)
  const unbroken = links.join(' · ').replace(/\[[^\]]*\]/g, name => name.replaceAll(' ', '\u{a0}'))
  return `${wrap(unbroken, 118).join('\n').replaceAll('\u{a0}', ' ')}\n`
}

/** As JSON that is short and can be pasted: the actions of a statement share lines. */
function policyText({ Version, Statement }: PolicyDocument): string {
  const statements = Statement.map(({ Sid, Effect, Action, Resource }) => {
    const names = Action.map(action => `"${action}"`).join(', ')
    const head = `    { "Sid": "${Sid}", "Effect": "${Effect}", "Resource": "${Resource}", "Action": [`
    const lines = wrap(names, 100).map(line => `      ${line}\n`)
    return `${head}${head.length + names.length < 118 ? names : `\n${lines.join('')}    `}] }`
  })
  return `{\n  "Version": "${Version}",\n  "Statement": [\n${statements.join(',\n')}\n  ]\n}\n`
}

/** Which changes each word of `--fail-on` of `kms-audit diff` is about. */
function diffGatesMarkdown(): string {
  const rows = DIFF_GATE_WORDS.map(word => {
    const { kinds, isGain } = diffGate(word)
    const listed = word === 'any' ? 'every change' : kinds.map(kind => `\`${kind}\``).join(', ')
    return [`\`${word}\``, isGain === true ? `${listed}, if a principal may do more than before` : listed]
  })
  return tableOf(['Word', 'Matches'], rows)
}

function commandsMarkdown(): string {
  const rows = Object.entries(registry).flatMap(([name, command]) =>
    termsOf(name, command).map(({ term, summary }) => [`\`kms-audit ${term}\``, summary]),
  )
  return tableOf(['Command', 'What it does'], rows)
}

/** The frameworks of `--compliance`; controls that no check covers are in brackets. */
function frameworksMarkdown(): string {
  const rows = frameworks.map(({ id, name, controls }) => [
    `\`${id}\``,
    name,
    controls.map(({ id: control, notCovered }) => (notCovered === undefined ? control : `(${control})`)).join(', '),
  ])
  return tableOf(['`--compliance`', 'Framework', 'Controls about KMS (in brackets: not covered)'], rows)
}

function adviceKindsMarkdown(): string {
  const rows = Object.entries(adviceKinds).map(([id, { title, needs }]) => [
    `\`${id}\``,
    title,
    needs.map(need => FACTS[need].words).join(', '),
  ])
  return tableOf(['Advice', 'What it says', 'What it needs'], rows)
}

/** `a`, `b` and `c`, in lines of the width of the guide. */
const listOfCode = (words: readonly string[]): string => joinWithAnd(words.map(word => `\`${word}\``))

function sinksMarkdown(): string {
  const rows = Object.values(sinks).map(({ id, title, operations, needs }) => {
    const account = needs === 'aws-sessions' ? 'each audited account' : "the caller's account"
    const allowed = operations.map(operation => `\`${operation}\``).join(', ')
    return [`\`kms-audit publish ${id}\``, title, allowed === '' ? 'none' : `${allowed} in ${account}`]
  })
  return tableOf(['Command', 'Destination', 'Permissions'], rows)
}

async function formatsMarkdown(): Promise<string> {
  const rows = await Promise.all(
    Object.keys(formats).map(async id => [`\`-o ${id}\``, (await load(formats, id)).title] as const),
  )
  return tableOf(['Output', 'What it is'], rows)
}

async function sourcesMarkdown(): Promise<string> {
  const rows = await Promise.all(
    Object.keys(sources).map(async id => {
      const { title, complete } = await load<Source>(sources, id)
      return [
        `\`${id}\``,
        title,
        complete ? 'the key was not used in that time' : 'nothing: it can only prove that a key was used',
      ] as const
    }),
  )
  return tableOf(['Source', 'What it is', 'No record means'], rows)
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\`\`\`\n`
