/** A member by address, or a team of the organization by slug. */
export type Owner =
  | { readonly kind: 'user'; readonly email: string }
  | { readonly kind: 'team'; readonly slug: string };

export type OwnershipMatcher =
  | { readonly kind: 'path' | 'module' | 'url'; readonly pattern: string }
  | { readonly kind: 'codeowners'; readonly pattern: string }
  | { readonly kind: 'tag'; readonly key: string; readonly pattern: string };

export type OwnershipRule = {
  /** From 1. */
  readonly line: number;
  /** As it was written. */
  readonly text: string;
  readonly matcher: OwnershipMatcher;
  readonly owners: readonly Owner[];
};

export type OwnershipProblem = { readonly line: number; readonly message: string };

/** Rules that can be used, and lines that cannot. */
export type ParsedOwnership = {
  readonly rules: readonly OwnershipRule[];
  readonly problems: readonly OwnershipProblem[];
};

/** Addresses are compared without case, as logins are. */
export function ownerText(owner: Owner): string {
  return owner.kind === 'user' ? owner.email : `#${owner.slug}`;
}

/** `ann@acme.example` or `#team`; null for anything else. */
export function readOwner(text: string): Owner | null {
  if (/^#[\w.-]{1,200}$/.test(text)) return { kind: 'team', slug: text.slice(1).toLowerCase() };
  if (/^[^@\s#]{1,200}@[^@\s]{1,200}$/.test(text)) return { kind: 'user', email: text.toLowerCase() };
  return null;
}
