import type { CallContext } from '../../aws/calls/call-context.ts'
import type { RequestHandler } from '../../aws/session/request-handler.ts'
import type { CaBundle } from '../../lib/network/ca-bundle.ts'
import type { AuditOptions } from '../../model/options.ts'
import type { KeyFilter } from '../../selection/key-filter.ts'
import type { Ports } from './ports.ts'
import type { TagFilter } from '../../selection/tag-filter.ts'

/** What entering accounts takes. */
export interface Door {
  options: AuditOptions
  filter: KeyFilter
  tags: TagFilter
  ports: Ports
  run: CallContext
  /** Makes the calls of sessions that trust these certificates; null: those of Node. */
  handlerFor(bundle: CaBundle | null): Promise<RequestHandler>
  /** Account names from Organizations, by account id. */
  accountNames: Map<string, string>
}
