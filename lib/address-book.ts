import { once } from './process'

type AddressBook = { has: (kind: string, slug: string) => boolean; isPublic: boolean }

// Apart from the library, because proxy.ts asks and must not load the library a second time.
const book = () => once<AddressBook>('address-book', () => ({ has: () => true, isPublic: false }))

const documentAddress = /^\/(lessons|toy-problems|postmortems)\/([^/]+)\/?$/

/** The library says here which documents it has; until then every address counts as known. */
export function openAddressBook(has: AddressBook['has']): void {
  book().has = has
}

/** Whether strangers may learn which documents there are: on a members-only site every address counts as known. */
export function publishAddressBook(isPublic: boolean): void {
  book().isPublic = isPublic
}

/** False for the address of a document that is not there; true for every other address. */
export function isKnownAddress(pathname: string): boolean {
  const [, folder, slug] = documentAddress.exec(pathname) ?? []
  const { has, isPublic } = book()
  return !isPublic || folder === undefined || slug === undefined || has(folder, slug)
}
