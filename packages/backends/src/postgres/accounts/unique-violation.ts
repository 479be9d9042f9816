/** SQLSTATE 23505 of a constraint that ends in this column: the value is taken. */
export function isUniqueViolation(error: unknown, column: 'email' | 'slug'): boolean {
  const { code, constraint_name: name } = (error ?? {}) as { code?: unknown; constraint_name?: unknown };
  return code === '23505' && typeof name === 'string' && name.endsWith(`_${column}_key`);
}
