import type { DocumentCard, ToyProblem, ToyProblemView } from '@/lib/library/schema'
import type { ProgressRecord } from '@/lib/progress/schema'
import { DocumentPage } from '@/components/document/document-page'
import { EditLink } from '@/components/document/edit-link'
import { MarginEvidence } from '@/components/lesson/lesson-evidence'
import { Workbench } from './bench/workbench'
import { difficultyWord } from './difficulty'
import { Steps } from './steps'
import { ToyFiles } from './toy-files'
import { ToyTabs } from './toy-tabs'

type Props = {
  toy: ToyProblem
  view: ToyProblemView
  today: string
  siteUrl: string
  record: ProgressRecord | undefined
  similar: DocumentCard[]
  /** For admins. */
  mayEdit: boolean
}

/** The page of a toy problem: statement, hints and discussion, the bench beside them, its files, and how to run them elsewhere. */
export function ToyProblemPage({ toy, view, today, siteUrl, record, similar, mayEdit }: Props) {
  const { html, reproduces, bench } = view
  return (
    <DocumentPage
      document={toy}
      around={view}
      today={today}
      record={record}
      similar={similar}
      eyebrow={`Toy problem · ${toy.minutes} min · ${difficultyWord[toy.difficulty]} · Python`}
      bench={{ tabs: <ToyTabs />, bench: <Workbench bench={bench} isPage /> }}
      tools={<Steps toyId={toy.id} />}
      tail={
        <>
          <MarginEvidence cards={reproduces} heading="It happened for real" />
          <ToyFiles
            url={toy.url}
            command={commandFor(toy, siteUrl)}
            files={[
              { name: 'checks', title: 'checks.py: what must hold', html: html.checks },
              { name: 'solution', title: 'solution.py: one way to do it', html: html.solution },
            ]}
          />
        </>
      }
      links={
        mayEdit && (
          <p className="no-print mt-6">
            <EditLink id={toy.id} />
          </p>
        )
      }
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
