import type { Metadata } from 'next'
import { AuditPage } from '@/components/accounts/audit-page'
import { NotForYou } from '@/components/accounts/not-for-you'
import { listAudit } from '@/lib/accounts'
import { requireViewer } from '../../session'

export const metadata: Metadata = { title: 'Audit log', robots: { index: false } }

export default async function AuditRoute({ searchParams }: { searchParams: Promise<{ page?: string | string[] }> }) {
  const viewer = await requireViewer('admin')
  if (!viewer) return <NotForYou />
  const page = Math.min(Math.max(Math.trunc(Number((await searchParams).page)) || 1, 1), 10_000)
  return <AuditPage page={page} {...await listAudit(viewer, page)} />
}
