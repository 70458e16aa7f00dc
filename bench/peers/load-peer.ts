/** Loads a package that only this folder has. It is installed on demand, so the compiler cannot be asked for its types. */
export async function loadPeer(name: string): Promise<unknown> {
  return import(name)
}
