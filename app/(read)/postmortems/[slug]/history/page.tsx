import { historyMetadata, historyRoute, type HistoryProps } from '../../../history'

export const metadata = historyMetadata

export default function PostmortemHistoryRoute(props: HistoryProps) {
  return historyRoute('postmortem', props)
}
