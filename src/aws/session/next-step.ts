import { shellWord } from '../../lib/shell-word.ts'
import type { Means } from './means.ts'

/** What to do about credentials that AWS does not accept, by where they are from. */
export function nextStep(means: Means): string {
  const { kind, profile } = means
  switch (kind) {
    case 'keys':
      return profile === null
        ? 'Export new access keys, or unset AWS_ACCESS_KEY_ID to use a profile.'
        : `Check the access keys of profile ${profile}; aws configure --profile ${shellWord(profile)} writes new ones.`
    case 'sso':
      return `Try aws sso login --profile ${shellWord(profile)}.`
    case 'login':
      return `Try aws login --profile ${shellWord(profile)}.`
    case 'role':
      return `Check role_arn and the source of profile ${profile}.`
    case 'process':
      return `Run the credential_process of profile ${profile} by hand: does it print keys that are valid?`
    case 'web-identity':
      return 'Is the role of the web identity token still there?'
    case 'container':
      return 'Does the task or pod still have its role?'
    case 'instance':
      return 'Does the instance still have its role?'
  }
}
