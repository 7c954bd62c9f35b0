import { readFileSync } from 'node:fs'

/** The version in package.json, which lies two folders up from the sources as well as from what is built of them. */
export function toolVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  )
  return version
}
