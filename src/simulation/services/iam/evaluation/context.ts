/** The context of a simulated request: the values of its condition keys, by the name of the key in lower case. */
export type Context = ReadonlyMap<string, readonly string[]>

/**
 * Fills in the variables of a policy: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`. Null: the request has no
 * value for one, so that nothing matches.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function fillIn(text: string, context: Context): string | null {
  let isMissing = false
  const filled = text.replace(/\$\{([^}]*)\}/g, (_, inner: string) => {
    if (['*', '?', '$'].includes(inner)) return inner
    const [, name = '', , otherwise] = /^\s*([^,\s]+)\s*(,\s*'([^']*)')?\s*$/.exec(inner) ?? []
    const [value = otherwise] = context.get(name.toLowerCase()) ?? []
    if (value === undefined) isMissing = true
    return value ?? ''
  })
  return isMissing ? null : filled
}

/** Returns the names of the variables in a text, as they are written. */
export const variablesIn = (text: string): string[] =>
  [...text.matchAll(/\$\{\s*([^,}\s]+)[^}]*\}/g)].map(([, name = '']) => name).filter(name => name.length > 1)
