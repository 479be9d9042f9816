/** A sage leaf. */
export function BrandMark({ size }: { readonly size: number }) {
  return (
    <svg className="brand-mark" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" />
      <path d="M18.5 5.5C11 5 6 8.6 6 14.2c0 1 .2 1.9.5 2.7C8.3 13.2 11 10.8 14.5 9.5c-3 2.1-5.3 4.9-6.5 9 .9.5 1.9.7 3 .7 5.8 0 8-6.2 7.5-13.7Z" />
    </svg>
  );
}
