import type { Part } from '../content/ticket.ts'

/** A document of Atlassian. */
export interface AdfDocument {
  type: 'doc'
  version: 1
  content: AdfNode[]
}
type AdfNode = { type: string; content?: AdfNode[]; text?: string }

/**
 * Returns a text as Jira stores it. Names of keys are text nodes, in which Jira looks for neither markup nor mentions.
 * https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
export const adfOf = (parts: readonly Part[]): AdfDocument => ({
  type: 'doc',
  version: 1,
  content: parts.map(part =>
    part.kind === 'paragraph'
      ? paragraph(part.text)
      : { type: 'bulletList', content: part.items.map(item => ({ type: 'listItem', content: [paragraph(item)] })) },
  ),
})

const paragraph = (text: string): AdfNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })
