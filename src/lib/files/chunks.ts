import type { OutputStream } from '../process/io.ts'

/** The pieces of a report, as formats return them. */
export type Chunks = Iterable<string> | AsyncIterable<string>

/** Writes all chunks. If the reader leaves early, the rest is not even rendered. */
export async function writeAll(stream: OutputStream, chunks: Chunks): Promise<'written' | 'closed'> {
  for await (const text of joinChunks(chunks)) if ((await stream.write(text)) === 'closed') return 'closed'
  return 'written'
}

/** Joins small chunks, because some formats return one per key. The whole report is never in memory. */
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
