import type { Format } from './format.ts'
import { complianceSection } from './markdown/compliance-section.ts'
import { externalAccessSection } from './markdown/external-access-section.ts'
import { findingsSection } from './markdown/findings-section.ts'
import { gapsSection } from './markdown/gaps-section.ts'
import { foreignKeysSection } from './markdown/foreign-keys-section.ts'
import { head } from './markdown/head.ts'
import { keysSection } from './markdown/keys-section.ts'

const markdown: Format = {
  title: 'a summary for pull requests and tickets: the numbers, what to do first, the ten worst, the rest folded',
  *render(report) {
    let left = LIMIT
    for (const [section, share] of SECTIONS) {
      const text = section(report, Math.floor(left * share))
      left -= text.length
      yield text
    }
  },
}

export default markdown

/** Characters. GitHub accepts 65,536 in a comment or a description; a template may add a few. */
const LIMIT = 64_000

/** The sections, and the part of the room left that each can take. */
const SECTIONS = [
  [head, 1],
  [gapsSection, 0.2],
  [findingsSection, 0.5],
  [externalAccessSection, 0.2],
  [complianceSection, 0.3],
  [foreignKeysSection, 0.2],
  [keysSection, 1],
] as const
