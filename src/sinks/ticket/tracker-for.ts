import type { TicketTarget } from './target.ts'
import type { Connection } from './trackers/connection.ts'
import { generic } from './trackers/generic.ts'
import { jira } from './trackers/jira.ts'
import { serviceNow } from './trackers/servicenow.ts'
import type { Tracker } from './trackers/tracker.ts'

/** Returns the tracker of a target. */
export function trackerFor(
  { system, project, type, table, assignment }: TicketTarget,
  connection: Connection,
): Tracker {
  switch (system) {
    case 'jira':
      return jira(connection, { project, type, assignee: assignment })
    case 'servicenow':
      return serviceNow(connection, { table, group: assignment })
    case 'generic':
      return generic
  }
}
