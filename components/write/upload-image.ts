/** The Markdown of a picture that was added to a draft, or why it was not. */
export type AddedImage = { markdown: string } | { failed: string }

const mostBytes = 5 * 1024 * 1024

/**
 * Sends a picture that was pasted or dropped to the server, which keeps it with the draft: the key of a new postmortem,
 * or the id of the one that is changed. What the picture shows is still to be written into the Markdown it gives.
 */
export async function uploadImage(file: Blob, draft: string): Promise<AddedImage> {
  if (file.size > mostBytes) return { failed: 'A picture may be at most 5 MB. Make it smaller, and try again.' }
  try {
    const address = `/api/images?draft=${encodeURIComponent(draft)}`
    const response = await fetch(address, { method: 'POST', body: file })
    const answer = (await response.json()) as { name?: string; message?: string }
    if (response.ok && answer.name) return { markdown: `![](./${answer.name})` }
    return { failed: answer.message ?? silent }
  } catch {
    // Said below, with what to do.
    return { failed: silent }
  }
}

const silent = 'The server does not answer. Add the picture again when it does; your text is kept.'
