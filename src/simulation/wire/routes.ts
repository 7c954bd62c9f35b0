/** Operations of a REST service by method and path: `GET /clusters/{name}`. A parameter with `+` may contain slashes. */
export type Routes = Readonly<Record<string, string>>

/**
 * Finds the operation of a REST request. Its input has the parameters of the path and of the query string, by their
 * names in the request. A parameter of the query string that occurs several times is a list.
 */
export function findRoute(
  routes: Routes,
  { method, path }: { method: string; path: string },
): { operation: string; input: Record<string, unknown> } | null {
  const [plain = '', query = ''] = path.split('?')
  for (const [route, operation] of Object.entries(routes)) {
    const [routeMethod, pattern = ''] = route.split(' ')
    const found = routeMethod === method ? patternOf(pattern).exec(plain) : null
    if (found !== null) return { operation, input: { ...queryInput(query), ...pathInput(found.groups) } }
  }
  return null
}

/** Returns the parameters of a query string. */
export function queryInput(query: string): Record<string, unknown> {
  const parameters = new URLSearchParams(query)
  return Object.fromEntries(
    [...new Set(parameters.keys())].map(name => {
      const values = parameters.getAll(name)
      return [name, values.length > 1 ? values : values[0]]
    }),
  )
}

const pathInput = (groups: Readonly<Record<string, string>> = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))

const PATTERNS = new Map<string, RegExp>()

function patternOf(pattern: string): RegExp {
  const known = PATTERNS.get(pattern)
  if (known !== undefined) return known
  const source = pattern.replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
    return `(?<${name}>${greedy === '+' ? '.+' : '[^/]+'})`
  })
  const made = new RegExp(`^${source}/?$`)
  PATTERNS.set(pattern, made)
  return made
}
