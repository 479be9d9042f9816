export function load({ params }) {
  throw new RangeError(`cannot load ${params.id}`);
}
