/**
 * Returns commands that save a document in a file, open it in an editor and then put the edited document. They change
 * nothing if a step fails or the file is unchanged.
 *
 * @param get prints the document
 * @param put reads it from `file://policy.json`
 */
export const editDocument = (get: string, put: string): string =>
  [
    `${get} > policy.json`,
    'cp policy.json policy.old.json',
    '"${EDITOR:-vi}" policy.json',
    '[ "$(cat policy.json)" != "$(cat policy.old.json)" ]',
    put,
  ].join(' && ')
