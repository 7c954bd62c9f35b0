import type { OutputStream } from '../process/io.ts'

/** A report as the formats render it. */
export type Chunks = Iterable<string> | AsyncIterable<string>

/** Writes everything, unless the reader leaves early; then the rest is not even rendered. */
export async function writeAll(stream: OutputStream, chunks: Chunks): Promise<'written' | 'closed'> {
  for await (const text of joinChunks(chunks)) if ((await stream.write(text)) === 'closed') return 'closed'
  return 'written'
}

/** Some formats give a chunk per key: one write for many of them, but never the whole report in memory. */
export async function* joinChunks(chunks: Chunks): AsyncGenerator<string> {
  let text = ''
  for await (const chunk of chunks) {
    text += chunk
    if (text.length < ENOUGH) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

const ENOUGH = 64 * 1024
