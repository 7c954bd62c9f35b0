import { shellWord } from '../../lib/text/shell-word.ts'

/** The key of a remedy, which the user sets first. Unset, the AWS CLI refuses the command. */
export const KEY = '"${KEY_ARN:?}"'

/**
 * Returns a command of the AWS CLI for a Region: `aws ec2 create-snapshot --volume-id vol-0abc --region eu-west-1`.
 *
 * @param values are quoted for the shell, but for `KEY` and texts that `raw` has marked
 */
export const awsCommand = (
  words: string,
  values: Readonly<Record<string, string | Raw | true>>,
  region: string,
): string => [`aws ${words}`, ...Object.entries(values).map(optionOf), optionOf(['region', region])].join(' ')

function optionOf([name, value]: [string, string | Raw | true]): string {
  if (value === true) return `--${name}`
  return `--${name} ${typeof value === 'string' ? shellWord(value) : value.raw}`
}

/** A text that is a part of a shell command already. */
export interface Raw {
  raw: string
}

export const raw = (text: string): Raw => ({ raw: text })
