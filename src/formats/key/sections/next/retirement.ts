import { countNoun } from '../../../../lib/text/numbers.ts'
import { listText } from '../../../../lib/text/lists.ts'
import type { GrantRecord } from '../../../../model/report/report.ts'
import { DAY, HOUR } from '../../../../model/time.ts'
import { isUniqueId } from '../../../../policy/statements/principal.ts'
import { shortPrincipal } from '../../../columns/last-user.ts'
import type { SheetInput } from '../../sheet.ts'
import { wasCalled } from './living-callers.ts'
import type { Aws, Step } from './step.ts'

/** The way to the deletion of an unused key: first what can show that it is needed, then what can be undone. */
export function retirementSteps(input: SheetInput, aws: Aws): Step[] {
  const { key, command } = input
  const search: Step[] = wasSearched(input)
    ? []
    : [['First search the full 90 days of CloudTrail event history:', command('--key', key.key_arn, '--double-check')]]
  const before = [...search, ...grantsStep(input, aws)]
  if (wasCalled(input))
    return [...before, ['The key was called in the last 90 days. Find out what the callers need it for (see Callers).']]
  const resources = dependentsSteps(input)
  if (isReferenced(key)) return [...before, ...resources]
  const template = templateOf(input)
  if (template !== undefined)
    return [...before, ...resources, ...templateStep(input), ...templateSteps(input, template.tool)]
  return key.enabled === false
    ? [...before, ...resources, deleteStep(input, aws)]
    : [...before, ...resources, planStep(input)]
}

/** What the resources that reference the key ask for before the key is disabled. */
function dependentsSteps({ key, command }: SheetInput): Step[] {
  const search = command('key', key.key_arn, '--dependents', 'all')
  if (key.dependents === undefined)
    return [['Find the resources that reference the key. AWS stops some of them when their key is disabled:', search]]
  if (isReferenced(key))
    return [['Move the resources that need the key to another key before you disable it (see Used by). Then:', search]]
  return (key.dependents_gaps ?? []).length === 0
    ? []
    : [['Search the types of resources that could not be read (see Used by):', search]]
}

/** Whether a resource fails soon, or AWS acts on it, when the key is disabled. */
const isReferenced = ({ dependents = [] }: SheetInput['key']): boolean =>
  dependents.some(
    ({ acts_on_disabled, when_unusable: when }) => acts_on_disabled || when === 'at-once' || when === 'within-hours',
  )

const planStep = ({ key, command }: SheetInput): Step => [
  'Plan the retirement: scripts that check the key again before they disable it, and before they delete it:',
  command('retire', 'plan', '--key', key.key_arn, '--out', 'retirement'),
]

/** Whether the evidence covers the 90 days of CloudTrail event history, which the search would read. */
const wasSearched = ({ key, report }: SheetInput): boolean =>
  (key.usage?.evidence ?? []).some(
    ({ source, status, since, unverified }) =>
      source === 'cloudtrail' &&
      status === 'not_observed' &&
      unverified === undefined &&
      since !== undefined &&
      Date.parse(since) <= Math.max(Date.parse(report.generated_at) - 90 * DAY + 2 * HOUR, createdAt(key)),
  )

const createdAt = ({ created_at: created }: SheetInput['key']): number => (created === null ? 0 : Date.parse(created))

/** A grantee can use the key at any time. A unique id is that of a deleted user or role, which cannot. */
function grantsStep({ key }: SheetInput, aws: Aws): Step[] {
  const { grants, grants_total: total } = key
  if (grants === undefined) return []
  if (grants === null)
    return [['The grants could not be read. Look for grantees that need the key:', aws('list-grants')]]
  const living = grants.filter(({ grantee_principal: grantee }) => !isUniqueId(grantee))
  if (living.length === 0) return []
  const named = living.slice(0, GRANTEES).map(grant => granteeText(grant, key.account_id))
  const more = Math.max(living.length, total ?? 0) - named.length
  const who = listText([...named, ...(more > 0 ? [countNoun(more, 'other grantee')] : [])])
  return [
    [`${who} can use the key by a grant. Find out first whether the key is still needed there:`, aws('list-grants')],
  ]
}

const GRANTEES = 3

function granteeText({ grantee_principal: grantee, operations }: GrantRecord, own: string): string {
  const account = /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(grantee)?.[1]
  const where = account === undefined || account === own ? '' : ` of account ${account}`
  return `${shortPrincipal(grantee)}${where} (${operations.join(', ')})`
}

const TOOLS = { terraform: 'Terraform', cloudformation: 'CloudFormation' } as const

/** The template that made the key, as a finding names it. */
const templateOf = ({ key, report }: SheetInput) =>
  (report.findings ?? []).find(
    ({ key_id, region, remedy_template: template }) =>
      key_id === key.key_id && region === key.region && template !== undefined,
  )?.remedy_template

/** Says that a change belongs in the template. The warning names the tag. */
export function templateStep(input: SheetInput): Step[] {
  const template = templateOf(input)
  return template === undefined ? [] : [[template.warning]]
}

function templateSteps(input: SheetInput, tool: keyof typeof TOOLS): Step[] {
  const change = tool === 'terraform' ? 'is_enabled = false' : 'Enabled: false'
  const where = tool === 'terraform' ? 'configuration' : 'template, without DeletionPolicy: Retain'
  const step = input.key.enabled === false ? AFTER_DISABLING : 'Delete the key only after that'
  return [...disableStep(input, change), [`${step}: remove it from the ${TOOLS[tool]} ${where}. This is final.`]]
}

/** A key that is not enabled cannot be disabled. */
const disableStep = ({ key }: SheetInput, command: string): Step[] =>
  key.enabled === false
    ? []
    : [['Disable the key, which can be undone, and look for DisabledException for some weeks:', command]]

const deleteStep = ({ key }: SheetInput, aws: Aws): Step => [
  key.enabled === false ? `${AFTER_DISABLING}. This is final:` : 'Delete it only after that. This is final:',
  aws('schedule-key-deletion', '--pending-window-in-days', '30'),
]

const AFTER_DISABLING = 'The key cannot be used now. Delete it if nothing has needed it for some weeks'
