import { NoSharedDraft } from '@/components/write/shared-draft-page'

export default function NoSharedDraftRoute() {
  return <NoSharedDraft />
}
