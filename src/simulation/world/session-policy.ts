interface Statement {
  Effect: 'Allow' | 'Deny'
  Action?: string | readonly string[]
  NotAction?: string | readonly string[]
}

type PolicyDecision = 'allowed' | 'denied' | 'not-allowed'

/**
 * Decides whether a session policy allows an action such as `kms:Decrypt`. Only effects and actions count here, so the
 * simulation understands policies whose resources are `*`. A session without a policy allows what its role allows.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function decideBySessionPolicy(policy: string | undefined, action: string): PolicyDecision {
  if (policy === undefined) return 'allowed'
  const { Statement = [] } = JSON.parse(policy) as { Statement?: Statement | Statement[] }
  const matching = [Statement].flat().filter(statement => matchesAction(statement, action))
  if (matching.some(({ Effect }) => Effect === 'Deny')) return 'denied'
  return matching.some(({ Effect }) => Effect === 'Allow') ? 'allowed' : 'not-allowed'
}

/** Returns whether a text is a policy, as far as STS needs it to be one. */
export function isPolicy(text: string): boolean {
  try {
    const { Statement } = JSON.parse(text) as { Statement?: unknown }
    return typeof Statement === 'object' && Statement !== null
  } catch {
    return false
  }
}

function matchesAction({ Action, NotAction }: Statement, action: string): boolean {
  if (Action !== undefined) return [Action].flat().some(pattern => isLike(action, pattern))
  return NotAction !== undefined && ![NotAction].flat().some(pattern => isLike(action, pattern))
}

/** Compares as IAM does: letter case does not count, `*` is any text and `?` any character. */
function isLike(action: string, pattern: string): boolean {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(action)
}
