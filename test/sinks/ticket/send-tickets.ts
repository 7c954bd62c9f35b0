import { simReceived } from '../../../src/simulation/world/sim-received.ts'
import type { SimKey } from '../../../src/simulation/world/sim-key.ts'
import type { Run, RunOptions } from '../../run.ts'
import { receivingWorld, send, sinkIo } from '../receiving-world.ts'
import { fine, unrotated } from '../security-hub/a-hub.ts'

export const TOKEN = 's3cr3t-token'
export const USER = 's3cr3t-user@example.com'
export const CHECKED = ['--check', 'rotation-off,alias-missing']
export const JIRA = ['--ticket-system', 'jira', '--ticket-project', 'KMS']
export const SERVICE_NOW = ['--ticket-system', 'servicenow']
export const GENERIC = ['--ticket-system', 'generic']

interface SendOptions {
  keys?: readonly SimKey[]
  env?: Record<string, string>
}

const WITH_USER = { KMS_AUDIT_TICKET_TOKEN: TOKEN, KMS_AUDIT_TICKET_USER: USER }

/** Audits these keys and sends tickets to a server on this machine. */
export function sendTickets(
  url: string,
  argv: readonly string[],
  { keys = [fine(1), unrotated(2)], env = WITH_USER, ...options }: RunOptions & SendOptions = {},
): Promise<Run> {
  const io = sinkIo(env)
  const { world } = receivingWorld(simReceived({}), keys)
  return send(world, ['ticket', '--debug', '--ticket-url', url, ...CHECKED, ...argv], {
    io,
    patience: 0.001,
    ...options,
  })
}

export { fine, unrotated }
