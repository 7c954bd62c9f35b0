/** @import { CodeSplittingGroup } from 'rolldown' */

/** The entries. `--help` and `--version` need nothing else, and Node reads one file faster than a dozen. */
const START = /\/src\/(main|lib\/process\/io)\.ts$/

/** Everything that any client of the AWS SDK needs. */
const SDK =
  /node_modules\/(@smithy\/(?!credential-provider-imds)|@aws-sdk\/(core|types|xml-builder|middleware-|signature-|credential-provider-(node|env)\/)|@aws-crypto\/|@aws\/|tslib\/|bowser\/)/

/** `client-kms` of `…/node_modules/@aws-sdk/client-kms/dist-es/index.js`. */
const CLIENT = /node_modules\/@aws-sdk\/(client-[a-z0-9-]+)\//

/** What is left of the SDK: the ways to get credentials, apart from environment variables. */
const CREDENTIALS = /node_modules\/(@aws-sdk|@smithy)\//

/** The SDK of the Model Context Protocol, which only `kms-audit mcp` loads. */
const MCP = /node_modules\/(@modelcontextprotocol|zod|zod-to-json-schema)\//

/** What draws the terminal browser, which only `kms-audit browse` loads. */
const INK = /node_modules\/(ink|react|react-reconciler|scheduler|yoga-layout)\/|^\0yoga/

/**
 * What measures text, which ink uses as well: without a file of its own, each table would load all of ink. The older
 * copies in the folders of other packages belong to ink alone.
 */
const TEXT_WIDTH =
  /(?<!\/node_modules\/[\w-]+)\/node_modules\/(string-width|get-east-asian-width|strip-ansi|ansi-regex)\//

/** All checks, since a run loads either all of them or none. */
const CHECKS = /\/src\/(checks|policy)\//

/**
 * Which modules share a file of the bundle. The group with the highest priority gets a module, and all that the module
 * imports at once; rolldown divides what no group takes by what loads it.
 *
 * Left to itself, rolldown makes files of the SDK that import each other in a ring, and then a class may be undefined
 * when another file extends it. Each group here imports only groups of a higher priority.
 *
 * @type {CodeSplittingGroup[]}
 */
export const chunkGroups = [
  { name: 'start', test: START, priority: 40 },
  { name: 'sdk', test: SDK, priority: 30 },
  { name: id => CLIENT.exec(id)?.[1] ?? null, debugName: 'clients', test: CLIENT, priority: 20 },
  { name: 'text-width', test: TEXT_WIDTH, priority: 17 },
  { name: 'mcp-sdk', test: MCP, priority: 15 },
  { name: 'ink', test: INK, priority: 15 },
  { name: 'credentials', test: CREDENTIALS, priority: 10 },
  { name: 'checks', test: CHECKS, includeDependenciesRecursively: false },
]
