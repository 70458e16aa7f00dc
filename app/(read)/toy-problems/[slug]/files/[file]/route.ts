import { notFound } from 'next/navigation'
import { getToyFile } from '@/lib/toys'

type Context = { params: Promise<{ slug: string; file: string }> }

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { slug, file } = await params
  const text = await getToyFile({ slug, file })
  if (text === undefined) notFound()
  return new Response(text, {
    headers: {
      'content-type': 'text/x-python; charset=utf-8',
      'content-disposition': `attachment; filename="${file}"`,
    },
  })
}
