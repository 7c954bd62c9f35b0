import { expect, test } from 'vitest'
import { colorModeFrom } from '../../../src/lib/text/color-mode.ts'

test.each([
  [{}, 'auto'],
  [{ TERM: 'xterm-256color' }, 'auto'],
  [{ TERM: 'dumb' }, 'never'],
  [{ NO_COLOR: '1' }, 'never'],
  [{ NO_COLOR: '' }, 'auto'],
  [{ FORCE_COLOR: '1' }, 'always'],
  [{ FORCE_COLOR: 'true', TERM: 'dumb' }, 'always'],
  [{ FORCE_COLOR: '0' }, 'never'],
  [{ FORCE_COLOR: '' }, 'auto'],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, 'never'],
])('colors by the environment: %j is %s', (env, mode) => expect(colorModeFrom(env)).toBe(mode))
