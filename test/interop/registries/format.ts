import { expect } from 'vitest'
import type { PlantedEntry } from './planted-copy.ts'

const CODE = `import type { Format } from './format.ts'

const lines: Format = {
  title: 'the ID of each key on a line of its own',
  *render({ keys }) {
    for (const { key_id } of keys) yield \`\${key_id}\\n\`
  },
}
export default lines
`

export const format: PlantedEntry = {
  files: { 'src/formats/lines.ts': CODE },
  lines: { 'src/formats/index.ts': "lines: () => import('./lines.ts')," },
  tests: {
    'a new format is rendered by -o': async copy => {
      const { code, out } = await copy.run('--demo', '-o', 'lines')
      expect([code, out.split('\n')[0]]).toEqual([0, expect.stringMatching(/^[0-9a-f-]{36}$/)])
    },
    'a new format is in the help of audit': async copy => {
      expect((await copy.run('audit', '--help')).out).toMatch(/\blines\b/)
    },
    'a new format has a row in the README': async copy => {
      expect(await copy.block('formats')).toContain('| `-o lines` | the ID of each key on a line of its own')
    },
  },
}
