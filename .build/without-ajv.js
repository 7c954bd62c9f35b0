/** @import { Plugin } from 'rolldown' */

const STUB = '\0without-ajv'

/**
 * Leaves out the JSON Schema validator of the MCP SDK, with ajv a third of it. A server needs it only for answers that it
 * asks a user for, and ours asks for none.
 *
 * @type {Plugin}
 */
export const withoutAjv = {
  name: 'without-ajv',
  resolveId: id => (id.endsWith('/validation/ajv-provider.js') ? STUB : null),
  load: id => (id === STUB ? 'export class AjvJsonSchemaValidator {}' : null),
}
