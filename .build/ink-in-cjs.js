/** @import { Plugin } from 'rolldown' */

const YOGA = '\0yoga'
const NOT_IN_CI = '\0not-in-ci'
const NO_DEVTOOLS = '\0no-devtools'

/** Loads its WebAssembly when it is imported, and is complete once `loading` has resolved. */
const yogaSource = `
import { loadYoga } from 'yoga-layout/load'
export * from 'yoga-layout/load'
let loaded
export const loading = loadYoga().then(yoga => { loaded = yoga })
export default new Proxy({}, { get: (_, name) => loaded[name] })
`

/** The places where ink awaits the developer tools of React. */
const DEVTOOLS = [/if \(isDev\(\)\) \{[\s\S]*?\n\}\n/, /isDev\(\)\s*\? await loadPackageJson\(\)\s*:/]

/**
 * @param {string} code of ink's reconciler
 * @throws if it no longer looks as expected
 */
function withoutDevtools(code) {
  if (!DEVTOOLS.every(part => part.test(code))) throw new Error('ink awaits its developer tools in another place.')
  return DEVTOOLS.reduce((left, part) => left.replace(part, ''), code)
}

/**
 * Makes ink fit into a CommonJS bundle, where a module cannot wait for anything while it loads: `yoga-layout` waits for
 * its WebAssembly, and ink for the developer tools of React, which are left out. In a CI job ink draws only the last
 * screen; here a terminal has been found before.
 *
 * @type {Plugin}
 */
export const inkInCjs = {
  name: 'ink-in-cjs',
  resolveId: id => {
    if (id === 'yoga-layout') return YOGA
    if (id === 'is-in-ci') return NOT_IN_CI
    return id === 'react-devtools-core' ? NO_DEVTOOLS : null
  },
  load: id => {
    if (id === YOGA) return yogaSource
    if (id === NOT_IN_CI) return 'export default false'
    return id === NO_DEVTOOLS ? 'export default {}' : null
  },
  transform: (code, id) => (id.endsWith('/ink/build/reconciler.js') ? withoutDevtools(code) : null),
}
