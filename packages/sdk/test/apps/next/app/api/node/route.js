export async function POST(request) {
  const { task } = await request.json();
  throw new TypeError(`node route failed for ${task}`);
}
