export const dynamic = 'force-dynamic';

export default async function Page({ params }) {
  const { id } = await params;
  throw new RangeError(`cannot render ${id}`);
}
