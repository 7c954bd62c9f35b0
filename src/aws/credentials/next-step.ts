import { shellWord } from '../../lib/text/shell-word.ts'
import type { CredentialSource } from './credential-source.ts'

/** What to do about credentials that AWS does not accept, by where they are from. */
export function nextStep(source: CredentialSource): string {
  const { kind, profile } = source
  switch (kind) {
    case 'keys':
      return profile === null
        ? 'Export new access keys, or unset AWS_ACCESS_KEY_ID to use a profile.'
        : `Check the access keys of profile ${profile}; aws configure --profile ${shellWord(profile)} writes new ones.`
    case 'sso':
      return `Run aws sso login --profile ${shellWord(profile)}.`
    case 'login':
      return `Run aws login --profile ${shellWord(profile)}.`
    case 'role':
      return `Check role_arn and source_profile or credential_source of profile ${profile}.`
    case 'process':
      return `Run the credential_process of profile ${profile} by hand and check that it prints valid keys.`
    case 'web-identity':
      return 'Check that the role for the web identity token still exists.'
    case 'container':
      return 'Check that the task or pod still has its IAM role.'
    case 'instance':
      return 'Check that the instance still has its IAM role.'
  }
}
