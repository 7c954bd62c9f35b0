import { shellWord } from '../../../lib/text/shell-word.ts'
import type { KeyRecord } from '../../../model/report.ts'
import { isUnused } from '../../../model/unused.ts'
import { isPartial } from '../missing.ts'
import type { Block, Section, SheetInput } from '../sheet.ts'
import { text } from '../sheet.ts'

/** What to do next: commands to paste. */
export function nextSection(input: SheetInput): Section {
  return {
    title: 'Next',
    blocks: [...completeStep(input), ...stepsFor(input)].flatMap(([why, ...lines]): Block[] => [
      text(why),
      { kind: 'commands', lines },
    ]),
  }
}

type Step = readonly [why: string, ...commands: string[]]

const completeStep = ({ key, report, command }: SheetInput): Step[] =>
  isPartial(key, report) ? [['Read what this report does not contain:', command('key', key.key_arn)]] : []

function stepsFor({ key, command }: SheetInput): Step[] {
  const aws = (operation: string): string =>
    `aws kms ${operation} --region ${shellWord(key.region)} --key-id ${shellWord(key.key_id)}`
  if (key.error !== null)
    return [
      [
        'Allow kms:DescribeKey and the other read permissions in the key policy, then read it again:',
        command('key', key.key_arn),
      ],
    ]
  if (key.key_manager === 'AWS') return [['Look at other keys of the account:', command('-r', key.region)]]
  if (key.deletion_date !== null) return pendingSteps(key, aws)
  if (isUnused(key)) {
    return [
      [
        'Search the whole 90 days of CloudTrail, before anything is done:',
        command('--key', key.key_arn, '--double-check'),
      ],
      ['Then disable the key, which can be undone, and look for DisabledException for some weeks:', aws('disable-key')],
      ['Delete it only after that. This is final:', `${aws('schedule-key-deletion')} --pending-window-in-days 30`],
    ]
  }
  if (key.disposition === 'unknown' && key.multi_region === true) return familySteps(key, command)
  return [
    ['Keep this as evidence, or quote it in a ticket:', command('key', key.key_arn, '-o', 'markdown', '-f', 'key.md')],
  ]
}

function pendingSteps(key: KeyRecord, aws: (operation: string) => string): Step[] {
  const cancel: Step = [
    'If data is encrypted under the key that anyone needs, cancel the deletion:',
    aws('cancel-key-deletion'),
  ]
  const isUsed = key.disposition === 'in_use'
  return [
    isUsed
      ? [
          'The key was used lately. Cancel the deletion until its callers have another key:',
          `${aws('cancel-key-deletion')} &&`,
          aws('enable-key'),
        ]
      : cancel,
  ]
}

/** Each member of a family is read by itself. */
function familySteps(
  { primary_key_arn: primary, replica_keys: replicas, key_arn: own }: KeyRecord,
  command: SheetInput['command'],
): Step[] {
  const others = [...(primary === null ? [] : [primary]), ...replicas].filter(arn => arn !== own)
  return [['Look at the related keys, which have uses of their own:', ...others.map(arn => command('key', arn))]]
}
