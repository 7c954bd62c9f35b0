import type { CredentialSource } from '../../aws/credentials/credential-source.ts'

/** Describes where credentials come from, without anything secret: `profile audit: IAM Identity Center`. */
export function credentialsText(source: CredentialSource): string {
  const from = source.profile === null ? '' : `profile ${source.profile}: `
  return `${from}${kindText(source)}`
}

function kindText(source: CredentialSource): string {
  switch (source.kind) {
    case 'keys':
      return source.profile === null ? 'access keys of the environment' : 'access keys'
    case 'role':
      return `role ${source.roleArn}, assumed with ${credentialsText(source.source)}`
    case 'web-identity':
      return `role ${source.roleArn} with the web identity token in ${source.tokenFile}`
    case 'sso':
      return 'IAM Identity Center (aws sso login)'
    case 'login':
      return 'aws login'
    case 'process':
      return 'credential_process'
    case 'container':
      return 'role of the container'
    case 'instance':
      return 'role of the instance'
  }
}
