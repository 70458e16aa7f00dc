import type { Metadata } from 'next'
import { feedAddress, type Subject } from '@/lib/feeds/schema'

/** Tells feed readers which feed a page has; the address of the page itself stands beside it. */
export function withFeed(canonical: string, subject: Subject, title: string): Pick<Metadata, 'alternates'> {
  return { alternates: { canonical, types: { 'application/atom+xml': [{ url: feedAddress(subject), title }] } } }
}
