import type { ToyProblem, ToyProblemView } from '@/lib/library/schema'
import type { ProgressRecord } from '@/lib/progress/schema'
import { DocumentPage } from '@/components/document/document-page'
import { MarginEvidence } from '@/components/lesson/lesson-evidence'
import { difficultyWord } from './difficulty'
import { ToyFiles } from './toy-files'

type Props = {
  toy: ToyProblem
  view: ToyProblemView
  today: string
  siteUrl: string
  record: ProgressRecord | undefined
}

/** The page of a toy problem: the statement, hints and discussion, then its files and how to run its checks. */
export function ToyProblemPage({ toy, view, today, siteUrl, record }: Props) {
  const { html, reproduces } = view
  return (
    <DocumentPage
      document={toy}
      around={view}
      today={today}
      record={record}
      eyebrow={`Toy problem · ${toy.minutes} min · ${difficultyWord[toy.difficulty]} · Python`}
      tail={
        <ToyFiles
          url={toy.url}
          command={commandFor(toy, siteUrl)}
          files={[
            { name: 'starter', title: 'starter.py: begin here', html: html.starter },
            { name: 'checks', title: 'checks.py: what must hold', html: html.checks },
            { name: 'solution', title: 'solution.py: one way to do it', html: html.solution },
          ]}
        />
      }
      margin={<MarginEvidence cards={reproduces} heading="It happened for real" />}
    />
  )
}

function commandFor({ slug, url }: ToyProblem, siteUrl: string): string {
  return [
    `mkdir ${slug} && cd ${slug}`,
    `curl -fO "${siteUrl}${url}/files/{starter,checks,run_checks}.py"`,
    'python3 run_checks.py',
  ].join('\n')
}
