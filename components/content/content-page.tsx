import type { Health } from '@/lib/library/schema'
import type { Problem } from '@/lib/markup/schema'
import { AdminHeader } from '@/components/accounts/admin-header'
import { EmptyState } from '@/components/ui/empty-state'
import { RefusedFileEntry } from './refused-file-entry'
import { RepositoryLines } from './repository-lines'
import { SynonymsEntry } from './synonyms-entry'

type Props = { health: Health; synonyms: Problem[] }

/** How the content stands, for admins: what could not be taken as it is, synonyms among it, and the repository. */
export function ContentPage({ health, synonyms }: Props) {
  const { documents, refused, repository } = health
  const files = refused.length + (synonyms.length > 0 ? 1 : 0)
  const served = `${documents} ${documents === 1 ? 'document is' : 'documents are'} served`
  return (
    <div className="max-w-[46rem]">
      <AdminHeader title="Content" />
      <div className="mt-8">
        {files === 0 ? (
          <EmptyState title="All is well">
            <p>{documents === 0 ? 'The content folder is empty.' : `${served}, all of them as they stand in the folder.`}</p>
          </EmptyState>
        ) : (
          <section aria-labelledby="refused-heading">
            <h2 id="refused-heading" className="text-2xl">
              {files === 1 ? '1 file is not served as it is' : `${files} files are not served as they are`}
            </h2>
            <p className="mt-2 text-ink-2">{served}. Each of these files is taken as soon as it is mended.</p>
            <ul className="mt-6 border-b border-line">
              {refused.map((file) => (
                <RefusedFileEntry key={file.path} file={file} />
              ))}
              {synonyms.length > 0 && <SynonymsEntry problems={synonyms} />}
            </ul>
          </section>
        )}
      </div>
      <section aria-labelledby="repository-heading" className="mt-12">
        <h2 id="repository-heading" className="text-2xl">
          The repository
        </h2>
        <div className="mt-3 grid gap-3 text-ink-2 [overflow-wrap:anywhere] [&_code]:whitespace-nowrap">
          <RepositoryLines repository={repository} />
        </div>
      </section>
    </div>
  )
}
