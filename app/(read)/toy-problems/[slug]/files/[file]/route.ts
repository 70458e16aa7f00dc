import { notFound } from 'next/navigation'
import { getToyFile } from '@/lib/toys'
import { respond } from '../../../../../api/respond'
import { requireMember } from '../../../../../session'

type Context = { params: Promise<{ slug: string; file: string }> }

/** The files of a toy problem, to download. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    await requireMember(request)
    const { slug, file } = await params
    const text = await getToyFile({ slug, file })
    if (text === undefined) notFound()
    return new Response(text, {
      headers: {
        'content-type': 'text/x-python; charset=utf-8',
        'cache-control': 'no-cache, private',
        'content-disposition': `attachment; filename="${file}"`,
      },
    })
  })
}
