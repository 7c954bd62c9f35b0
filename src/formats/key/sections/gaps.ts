import { shellWord } from '../../../lib/text/shell-word.ts'
import { type Field, fields, type Section, type SheetInput, text } from '../sheet.ts'

/** What could not be read, and why. Null: everything was read. */
export function gapsSection({ key, report }: SheetInput): Section | null {
  const own = report.gaps.filter(
    ({ key_id, region }) => (key_id === null || key_id === key.key_id) && (region === null || region === key.region),
  )
  if (own.length === 0) return null
  return {
    title: 'Not read',
    blocks: [
      fields(
        own.map(({ operation, reason, message }): Field => [operation, `${reason.replace('_', ' ')}: ${message}`]),
      ),
      text('What depends on these calls is not known.'),
      ...(own.some(({ reason }) => reason === 'denied')
        ? [
            text('This command prints a policy that allows them:'),
            { kind: 'commands', lines: [`kms-audit permissions key ${shellWord(key.key_arn)}`] } as const,
          ]
        : []),
    ],
  }
}
