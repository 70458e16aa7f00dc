import 'server-only'
import { Feed, type Item } from 'feed'
import { config } from '@/lib/config'
import { AppError } from '@/lib/errors'
import { listDocuments, listNewest, type LibraryDocument } from '@/lib/library'
import { folderOf } from '@/lib/library/schema'
import { subjectAt, type Subject } from './schema'
import { toHtml, toPlain } from './text'

const most = 50

/**
 * The Atom feed at an address of this site, as XML: the 50 documents that were written or changed last, newest first.
 * The id of each follows from the document's, so that a new title or address does not make it new to anybody.
 * Throws `not-found` for an address that has no feed.
 */
export async function getFeed(address: string, siteName: string): Promise<string> {
  const subject = subjectAt(address)
  if (!subject) throw new AppError('not-found', noFeed)
  const { siteUrl } = config()
  const documents = await listNewest(subject, most)
  const { title, url } = await headOf(subject)
  const feed = new Feed({
    id: siteUrl + address,
    title: toPlain(title ? `${title} · ${siteName}` : siteName),
    link: siteUrl + url,
    feed: siteUrl + address,
    // An empty feed has to say a moment too, and always the same one.
    updated: momentOf(documents[0] ? dayOf(documents[0]) : '1970-01-01'),
    author: { name: toPlain(siteName) },
    generator: 'Twelvefold',
  })
  for (const document of documents) feed.addItem(toItem(document, siteUrl))
  return feed.atom1()
}

const noFeed =
  'There is no feed at this address. There are /feed.xml for everything, /feed/lessons.xml, /feed/toy-problems.xml and /feed/postmortems.xml for one kind, and /feed/lessons/1.xml to /feed/lessons/12.xml for one lesson.'

const titleOf = { lesson: 'Lessons', 'toy-problem': 'Toy problems', postmortem: 'Postmortems' } as const

/** What a feed is called, and the page that shows the same. */
async function headOf({ kind, lesson }: Subject): Promise<{ title?: string; url: string }> {
  if (kind) return { title: titleOf[kind], url: `/${folderOf[kind]}` }
  if (lesson === undefined) return { url: '/' }
  const document = (await listDocuments('lesson')).find(({ number }) => number === lesson)
  const name = `Lesson ${lesson}`
  return document ? { title: `${name}: ${document.title}`, url: document.url } : { title: name, url: '/lessons' }
}

function toItem(document: LibraryDocument, siteUrl: string): Item {
  const { id, kind, title, url, summary, authors, created } = document
  return {
    id: `urn:twelvefold:${id}`,
    title: toHtml(title),
    link: siteUrl + url,
    description: toHtml(summary),
    ...(authors.length > 0 && { author: authors.map((name) => ({ name: toPlain(name) })) }),
    category: [{ term: kind }],
    published: momentOf(created),
    date: momentOf(dayOf(document)),
  }
}

function dayOf({ updated, created }: LibraryDocument): string {
  return updated ?? created
}

function momentOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
